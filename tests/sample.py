"""A note with what real ones have: written by a model, translated, `## name`, rules, citations."""

NOTE = """\
---
audio: false
generated: true
image: false
lang: hant
layout: post
model: openai/gpt-5
title: 北宋科學家沈括
translated: true
type: note
---

## 沈括

![圖片](images/a.png)

![圖片](https://example.org/b.jpg "夢溪園")

以下是沈括的生平摘要：

---

### 背景

* 他於 1063 年考中**進士**。 ([Britannica][1])
* 他出使遼國，並主持天文。 ([MacTutor][2], [Britannica][1])

---

### 在《夢溪筆談》中

* 書中記錄了磁偏角。例如：

  * 活字印刷術。 ([Britannica][1])
* 他還研究了數學。 （[MacTutor][2]）

---

[1]: https://www.britannica.com/biography/Shen-Kuo?utm_source=chatgpt.com "Shen Kuo ..."
[2]: https://mathshistory.org/Shen_Kua/?_p=1&utm_source=chatgpt.com "Shen Kua"
"""

ADA = """\
---
headline: Analyst of the Analytical Engine
links:
  wikidata: Q7259
tags: [mathematics, computing]
---

# Ada Lovelace

![Ada, painted in 1836](images/a.png "A portrait of 1836")

She published the first program meant for a machine.

## The Notes

Note G gives a [program][1] for Bernoulli numbers [^n].

[1]: https://www.fourmilab.ch/babbage/sketch.html "Sketch of the Analytical Engine"
[^n]: A footnote of her own.
"""
