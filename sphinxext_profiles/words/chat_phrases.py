"""How an answer in a chat begins and ends, and what it leaves in the text, language by language.

Regular expressions for the beginning of a paragraph, in small letters, with plain apostrophes.
They look for what is said to whoever asked ("you", "I can", "search results"), not for polite words
alone: people begin sentences with those as well. A phrase that is missing costs an advice.
"""

from __future__ import annotations

# ruff: noqa: E501  # a phrase is read most easily in one piece

_TEXT = r"(summary|overview|profile|biography|bio|biographical|background|introduction|outline)"
_GIVEN = r"(provided|given|available)"

OPENINGS = {
    "en": (
        r"(sure( thing)?|certainly|of course|absolutely|(great|good|excellent) question)!",
        (
            r"(sure( thing)?|certainly|of course|absolutely|okay|ok|alright|got it|no problem|hello|hi)"
            r"( there)?[!,.:] *(here('s| is| are)\b|i('d|'ll|'m| can| will| would| am)\b|let('s| me)\b"
            r"|below\b|happy to)"
        ),
        r"(assistant|chatgpt):",
        r"thank(s| you) for (your|the) (question|request|correction|clarification|message)",
        r"you('re| are) (absolutely |completely |quite )?(right|correct)\b",
        r"i apologi[sz]e for (the|any|my) (confusion|error|mistake|inconvenience)",
        r"(okay|ok|alright|hmm), (so|let me|let's|the user)\b|</?think>",
        r"unfortunately, (the|your) (provided |available )?(documents?|sources?|context|text|search results) (do|does|did) not",
        r"as (a|an)( ai| large)?( language)? (model|assistant)[,.]|as an ai,",
        r"as of my (last|latest|most recent|knowledge)\b",
        (
            rf"(based on|according to)( the| your| my| these)*( {_GIVEN})? (search results|web search"
            r"|((sources|information|documents?|context|text)( (that )?you| provided|,)))"
        ),
        (
            r"(unfortunately, |(i'm |i am )?(very )?sorry,? (but )?|i apologi[sz]e,? (but )?)?i "
            r"(couldn't|could not|can't|cannot|was unable to|wasn't able to|did not|didn't|don't|do not)"
            r" (find|locate|verify|access|have|see)\b.*\b(information|search results|sources?|documents?"
            r"|access|claims?|details|data)\b"
        ),
        (
            r"i('ll| will|'d| would| can)( be (happy|glad) to)? (help you|provide|put together|create"
            r"|write|draft|tell you)\b"
        ),
        rf"(here('s| is)|the following is|below (is|you'll find)) an? ([\w-]+ ){{0,4}}{_TEXT}\b",
        rf"here('s| is| are) (the|some|what i)\b.{{0,40}}\b({_TEXT[1:-1]}|details|information|found)\b",
        rf"this is an? (brief|short|concise|quick|structured|detailed) ([\w-]+ )?{_TEXT}\b",
        r"(title|topic|subject): .*\n(tone|length|style|format|audience):",
        rf".*\bnot (mentioned|stated|specified|found|given) in the {_GIVEN} (context|text|document)",
    ),
    "zh": (
        r"(當然|当然)(可以|沒問題|没问题)?[！!]|(當然|当然)可以[，,。]",
        r"(好的|沒問題|没问题|可以的)[，,！!。] ?(以下|這|这|我|下面|讓我|让我)",
        r"(根據|根据|基於|基于)((您|你)?(所)?提供的|(您|你)的?)?(搜尋|搜索|檢索|检索)(的)?(結果|结果)",
        r"(根據|根据|基於|基于)((您|你)(所)?)?提供的(資料|资料|資訊|信息|文件|文檔|文档|內容|内容)",
        r"(作為|作为)(一個|一个)? ?(ai|人工智慧|人工智能|大型)? ?(語言模型|语言模型|助手|助理)",
        r"(很|非常)?(抱歉|遺憾|遗憾|對不起|对不起)[，,].{0,20}(找不到|找到|無法|无法|查不到|未能)",
        r"嗯[，,] ?(用戶|用户)|好的[，,] ?(用戶|用户)",
        r"以下(是|为|為).{1,30}(簡介|简介|傳記|传记|摘要|總結|总结|介紹|介绍|概述|整理)[：:。]",
    ),
    "ja": (
        r"もちろんです|(はい、)?(承知|かしこまり|了解)(いた)?し?ました|はい、(以下|こちら)",
        r"検索結果(によると|によれば|に基づ|をもとに|から)",
        r"申し訳(ありません|ございません)",
        r"(ai|人工知能)?(の)?(大規模)?言語モデルとして",
        r"以下(は|に|が).{1,30}(伝記|要約|概要|プロフィール|紹介|まとめ)(です|になります|を|た)",
    ),
    "ko": (
        r"물론(입니다|이죠|이지요)|(네[,.!] ?)?알겠습니다|네[!,.] ?(다음|아래|여기)",
        r"검색 ?결과(에 따르면|를 바탕|에 의하면|를 기반)",
        r"(죄송|유감).{0,8}[ ,].{0,12}(제공|문서|자료|정보|검색|찾)",
        r"(ai|인공지능)? ?(언어 ?모델|어시스턴트)(로서|이기)",
        r"(다음은|아래는|아래에) .{1,30}(약력|전기|요약|소개|프로필|개요)(입니다|이에요|을 정리|를 정리)",
    ),
    "de": (
        r"(natürlich|gerne?|klar|selbstverständlich)!",
        r"(natürlich|gerne?|klar|selbstverständlich)[,.] ?(hier (ist|sind)|ich (kann|helfe))",
        (
            r"(basierend auf|auf (der )?(grundlage|basis) (der|von)|laut|gemäß)( den| der)? "
            r"(suchergebnisse|bereitgestellten)"
        ),
        r"als (ki-?|großes )?sprachmodell|als ki[ ,](kann|habe|bin)",
        r"(leider|es tut mir leid|entschuldigung)\b.{0,12}(konnte|kann|habe|finde) ich\b",
        (
            r"hier (ist|sind|finden sie) (eine?|die|das|der)\b.{0,40}(zusammenfassung|überblick|übersicht"
            r"|biogra(f|ph)ie|profil|porträt)"
        ),
        r"(vielen )?dank für (ihre|deine|die) (frage|anfrage|korrektur)",
    ),
    "fr": (
        r"bien sûr ?!|(bien sûr|certainement|volontiers|d'accord|absolument) ?[!,] ?(voici|je |j')",
        r"voici (une?|le|la|les|quelques)\b.{0,40}(résumé|biographie|aperçu|profil|synthèse|portrait)",
        (
            r"(d'après|selon|sur la base des?|en me basant sur) (les |des |vos |ces )?(résultats de (la |votre"
            r" )?recherche|informations fournies|documents fournis|sources fournies)"
        ),
        r"(je suis )?(désolée?|navrée?),? mais|malheureusement, je n",
        r"en tant qu(e |')(modèle|assistant|ia,)",
        r"merci (pour|de) votre (question|demande)",
    ),
    "es": (
        r"¡?(claro|por supuesto|con gusto|claro que sí)!",
        r"(claro|por supuesto)[,.] ?(aquí|a continuación|puedo)",
        (
            r"(aquí (tienes|tiene|está|te dejo|te presento)|a continuación se presenta) (una?|el|la)\b"
            r".{0,40}(resumen|biografía|perfil|semblanza|descripción|visión general)"
        ),
        (
            r"(según|basándome en|con base en|de acuerdo con) (los |la |las )?(resultados de (la |tu )?búsqueda"
            r"|información proporcionada|documentos proporcionados|fuentes proporcionadas)"
        ),
        r"lo siento,? pero|lamentablemente, no (encontré|pude|puedo)",
        r"como (modelo de lenguaje|asistente de ia|ia,)",
        r"gracias por tu (pregunta|consulta|solicitud)",
    ),
    "pt": (
        r"(claro|com certeza|certamente|com prazer|claro que sim)!",
        r"(claro|com certeza|certamente)[,.] ?(aqui|segue|posso)",
        (
            r"(aqui está|segue|a seguir está) (uma?|o|a)\b.{0,40}(resumo|biografia|perfil|visão geral"
            r"|síntese)"
        ),
        (
            r"(com base n[oa]s|de acordo com [oa]s|segundo [oa]s) (resultados d[aeo]s? (sua )?(pesquisa|busca)"
            r"|informações fornecidas|documentos fornecidos|fontes fornecidas)"
        ),
        r"(desculpe|sinto muito|lamento|infelizmente),? (mas )?(eu )?não (encontrei|consegui|posso|tenho)",
        r"como (um )?(modelo de linguagem|assistente de ia)",
    ),
    "it": (
        r"(certo|certamente|volentieri|assolutamente)!",
        r"(certo|certamente|volentieri)[,.] ?(ecco|di seguito|posso)",
        r"ecco (un[ao']?|il|la)\b.{0,40}(riassunto|riepilogo|biografia|profilo|panoramica|sintesi)",
        (
            r"(in base ai|in base alle|sulla base dei|sulla base delle|secondo i|secondo le) "
            r"(risultati della (tua )?ricerca|informazioni fornite|documenti forniti|fonti fornite)"
        ),
        r"(mi dispiace|purtroppo|scusa),? (ma )?(nei|nelle|non ho trovato|non sono)",
        r"(come|in quanto) (modello linguistico|assistente|ia,)",
    ),
    "ru": (
        r"(конечно|разумеется|с удовольствием|безусловно)!|(конечно|хорошо|разумеется)[,.] (вот|ниже|я могу) ",
        r"вот (\w+ ){0,2}(биография|сводка|обзор|профиль|резюме|справка|краткое содержание)",
        r"(согласно|на основе|на основании|исходя из|судя по) (результат\w* (веб-)?поиска|предоставленн)",
        r"(к сожалению|извините|простите),? (но )?(я |в предоставленн)",
        r"как (большая )?языковая модель|как ии[, -]",
        r"спасибо за (ваш )?(вопрос|запрос)",
    ),
    "ar": (
        r"(بالتأكيد|بالطبع|حسن[اًً]+)[!،,] ?(إليك|فيما|يسعدني|يمكنني|هذه)|(بالتأكيد|بالطبع)!",
        r"إليك(م)? (سيرة|ملخص|نبذة|لمحة|نظرة)",
        r"(بناءً?|استناد[اًً]+|وفق[اًً]+) ?(على|إلى|ل) ?(نتائج البحث|المعلومات المقدمة|المستندات المقدمة)",
        r"(عذر[اًً]+|آسف|للأسف|أعتذر)[،,] ?(لم|لا|لكن)",
        r"(بصفتي|كوني) (نموذج|مساعد)",
    ),
    "he": (
        r"(בטח|בוודאי|כמובן|בהחלט)!|(בטח|בוודאי|כמובן)[,.] (הנה|להלן)",
        r"(הנה|להלן) (ביוגרפיה|סיכום|סקירה|פרופיל|תקציר)",
        r"(על סמך|בהתבסס על|על בסיס|לפי) (תוצאות החיפוש|המידע שסופק|המסמכים שסופקו|המקורות שסופקו)",
        r"(מצטערת?|לצערי|סליחה),? (אך|אבל|לא)",
        r"כמודל שפה",
    ),
    "hi": (
        r"(ज़रूर|जरूर|बिल्कुल|निश्चित रूप से|अवश्य|बेशक)!",
        r"यहाँ .{0,50}(जीवनी|सारांश|परिचय|प्रोफ़ाइल)( है| दिया| दी| प्रस्तुत|:)",
        r"(खोज परिणामों|दिए गए दस्तावेज़ों|प्रदान की गई जानकारी) के (आधार|अनुसार)",
        r"(क्षमा करें|माफ़ कीजिए|मुझे खेद है|दुर्भाग्य से)[,।]",
        r"एक (एआई|ai)?( )?भाषा मॉडल",
    ),
    "vi": (
        r"(chắc chắn|tất nhiên|dĩ nhiên)( rồi)?!|(được chứ|vâng|tất nhiên|chắc chắn)[!,.] (đây|dưới đây|tôi)",
        r"(đây|dưới đây) là .{0,30}(tiểu sử|tóm tắt|hồ sơ|giới thiệu|tổng quan)",
        r"(dựa trên|theo) (các )?(kết quả tìm kiếm|(thông tin|tài liệu) (bạn|được) (đã )?cung cấp)",
        r"(rất tiếc|xin lỗi),? (nhưng )?tôi ",
        r"(là|với tư cách là) (một )?mô hình ngôn ngữ",
    ),
}
"""How the first paragraphs begin that an answer has."""

CLOSINGS = {
    "en": (
        r"(would|do) you (like|want) me to\b[^?]*\?(\W*$| (i|if|just|or|this)\b)|would you like to know\b|want me to\b|(shall|should) i ",
        r"(please )?let me know (if|whether|what|which|how) (you|i|any|anything|this|that|there|it|more|…)",
        r"((i )?hope (this|that) (helps( you)?|is (helpful|useful))( *[!.,]|$)|i hope you find this\b)",
        (
            r"(if you('d| would)? ?(like|want|need|prefer|wish|have)\b.*?[,.!?] ?)(i can|i could|i'll|i'd|just"
            r"|(please )?let me know|feel free|i would)\b"
        ),
        r"(which of these )?would you like me to (expand|focus|go)|is there anything else (you|i)\b",
        r"(please )?feel free to (ask|adjust|let|reach out|modify|customi[sz]e|use|edit|change)\b",
        r"i can (also )?(provide|create|write|add|help|make|summari[sz]e|draft|expand)\b.*\b(you|your|if)\b",
        r"just (tell|let) me\b",
        r"you can (also )?(customi[sz]e|modify|adjust|adapt|edit|replace) (this|the) (template|bio|text)",
        r"(for .*, )?i('d| would) (suggest|recommend) (visiting|checking|consulting|looking)",
        (
            r"\(?note: (this|the) (biography|bio|profile|information|summary|text|response) (was|is|has been"
            r"|may) (generated|created|based|compiled|not be)"
        ),
        r".*\bbased on the information (available to me|you provided|provided)\b",
        r"follow-up question",
        r"please note that my (knowledge|information)|this (response|text|content) (is|was) ai-generated",
    ),
    "zh": (
        r"希望(以上|這|这|上述|本)?.{0,10}(對|对)(您|你).{0,6}(幫助|帮助|有用)",
        r"(如果|若|如)(您|你|有|需要|還|还).*(告訴我|告诉我|隨時|随时|我(也|还|還)?可以|我會|我会|歡迎|欢迎)",
        r"[（(]?(注|備註|备注|說明|说明)[：:].{0,12}由 ?(ai|人工智能|人工智慧) ?(生成|產生|产生)",
        r"(您|你)(想|希望|需要|是否|要).{0,6}我.*[嗎吗？?]|需要我.*[嗎吗？?]",
        r"(請|请)(隨時|随时)?(告訴|告诉)我|如有(任何|其他|更多)?(問題|问题|疑問|疑问)",
    ),
    "ja": (
        r"他に.{0,20}(こと|点|もの)(は|が)(ありますか|ございますか)",
        r"(ご不明な点|ご質問|他に).*(お知らせ|お気軽|お尋ね|お申し付け|ください)",
        r"(ご希望|必要|よろしけれ|ご要望)(であれば|でしたら|ば|に応じて).*(ます|ましょうか|ください)",
        r".{0,20}お役に立(てれば|てば|ちましたら)(幸い|嬉し)|.*ましょうか[？?]$",
    ),
    "ko": (
        r"(더 )?(궁금한|필요한|알고 싶은) .{0,12}(있으시면|있으면|있다면).*(말씀|알려|문의|질문)",
        r"(원하시면|필요하시면|원하신다면)[ ,].*(드릴|드리겠|해 ?드|말씀|알려)",
        r".{0,20}도움이 되(었|셨|시|길|기를|면).{0,12}(바랍니다|좋겠습니다)|.*(드릴까요|원하시나요)\?",
    ),
    "de": (
        r"(möchten sie|möchtest du|wünschen sie|willst du),? dass ich\b|soll ich\b.*\?",
        r"ich hoffe,? (das|dies|diese|die)( \w+){0,2} (hilft|helfen|war|ist|sind)\b",
        r"(wenn|falls) (sie|du)\b.*\b(kann ich|ich kann|lass|lassen sie|sagen sie|melde)\b",
        r"lass(en sie)?( es)? mich wissen|gerne? (kann|ergänze|erstelle) ich\b",
    ),
    "fr": (
        r"(souhaitez|voulez|aimeriez)[- ]vous (que j|savoir)",
        r"j'espère que (cela|ceci|ces informations|cette)\b",
        r"n'hésitez pas à (me|demander|poser|revenir)\b",
        r"si vous (souhaitez|voulez|avez|désirez)\b.*(je peux|je pourrais|n'hésitez|dites-le)",
    ),
    "es": (
        r"¿(te|le) gustaría (que|saber)|¿(quieres|quiere|desea|deseas) que ",
        r"¡?espero que (esto|esta información)? ?(te|le|les|sea|ayude|haya|resulte)\b",
        r"si (quieres|quiere|deseas|desea|necesitas|necesita|lo prefieres)\b.*(puedo|avísame|dímelo|no dudes)",
        r"no dudes en (preguntar|pedir|decir|avisar)",
    ),
    "pt": (
        r"(você )?(gostaria|quer|deseja)( de)? que eu\b",
        r"espero que (isso|isto|esta|essas|estas) ",
        r"se (você )?(quiser|precisar|desejar|tiver)\b.*(posso|avise|avisar|fique à vontade|me diga)",
        r"(fique|sinta-se) à vontade para",
    ),
    "it": (
        r"(vuoi|vuole|desideri|desidera|vorresti) che (io )?\w+i?a\b.*\?",
        r"spero che (questo|queste|ciò)\b",
        r"se (vuoi|vuole|desideri|desidera|hai|preferisci)\b.*(posso|fammi|non esitare|dimmi)",
        r"fammi sapere se\b|non esitare a\b",
    ),
    "ru": (
        r"(хотите|желаете),? (чтобы я|ли вы)\b",
        r"надеюсь, (это|эта|что эт)",
        r"если (хотите|нужно|вам|у вас|желаете|потребуется)\b.*(я могу|дайте|сообщите|скажите|обращайтесь)",
        r"дайте мне знать\b|обращайтесь\b",
    ),
    "ar": (
        r"هل (تود|ترغب|تريد)(ين|ون)? (في )?أن أ",
        r"(آمل|أتمنى|أرجو) أن (يكون هذا|تكون هذه|يساعد|تساعد)",
        r"(إذا|إن) (كنت|أردت|رغبت|احتجت|كان لديك).*(يمكنني|أخبرني|تتردد|أعلمني)",
        r"لا تتردد في|أخبرني إذا كنت (بحاجة|تريد|ترغب)",
    ),
    "he": (
        r"(האם )?(תרצה|תרצי|תרצו|ברצונך) ש(א|נ)",
        r"(אני )?(מקווה|מקווים) ש(זה|המידע)",
        r"אם (תרצה|תרצי|תרצו|יש לך|ברצונך).*(אוכל|אשמח|תהסס|הודע)",
    ),
    "hi": (
        r"क्या आप (चाहेंगे|चाहते हैं|चाहती हैं) कि मैं",
        r"(मुझे )?(आशा|उम्मीद) है कि (यह|ये|इससे)",
        r"(यदि|अगर) आप(को)? (चाहें|चाहते|और|कोई).*(मैं|मुझे|बताएं|बताएँ)",
    ),
    "vi": (
        r"bạn có (muốn|cần) tôi\b",
        r"(tôi )?hy vọng (thông tin|điều|nội dung|câu trả lời) này",
        r"nếu (bạn|cần|có|muốn)\b.*(tôi (cũng )?có thể|hãy (cho|nói)|đừng ngần ngại|cho tôi biết)",
        r"(hãy|vui lòng) cho tôi biết nếu",
    ),
}
"""How the last paragraphs begin that an answer has."""

DEBRIS = (
    r"【\d+(:\d+)?†[^】\n]{0,80}】",
    r":?contentReference\[oaicite:\d+\](\{index=\d+\})?",
    r"\[?oaicite:\d+\]?",
    r"\[oai_citation:\d+‡[^\]\n]*\](\([^)\s]*\))?",
    r"\(?\[[^\]\n]*\]\(turn\d+[a-z]+\d+\)\)?",
    r"[\ue200-\ue2ff]?(file)?cite[\ue200-\ue2ff]?([\ue200-\ue2ff]?turn\d+[a-z]+\d+)+[\ue200-\ue2ff]?",
    r"\bturn\d+(search|view|news|image|file|fetch|product|video|forecast|finance)\d+\b",
    r"<\|[a-z_]{3,20}\|>(?=\s*$)",
    r"\[(cite|citation|web|source_id): ?\d+(, ?\d+)*\]",
    r"(\[\^\d+\^\])+",
    r"\[\d+†[^\]\n]{0,40}\]",
    r"\(?\bsandbox:/mnt/data/[^\s)]*\)?",
)
"""What tools of chats leave inside sentences, in all languages alike; case counts."""
