"""Words that notes use around a person, in the languages that notes are written in.

All in lower case; texts are compared after Unicode case folding (and NFKC where forms of a
letter vary). A missing word costs a piece of advice or a shorter headline, nothing more.
"""

from __future__ import annotations

import unicodedata


def listed(text: str) -> frozenset[str]:
    """Return the words of a list that is separated by spaces; `_` is a space in a word."""
    return frozenset(word.replace("_", " ") for word in text.split())


def _with_plain(text: str) -> frozenset[str]:
    """Return the words of a list, each with its accents and without them."""
    words = listed(text)
    decomposed = (unicodedata.normalize("NFKD", word) for word in words)
    plain = ("".join(c for c in word if not unicodedata.combining(c)) for word in decomposed)
    return words | frozenset(plain)


JOINING = listed(
    """and or und sowie et ou y o e i и или och og ja en ve dan
    和 及 與 与 以及 と 及び 및 와 과 و"""
)
"""Words that only join citations, as a comma does."""

LINKING = JOINING | listed(
    """see also too cf e.g auch véase también ver vea aussi vedi zie ook też zob bkz см vgl siehe
    voir source sources quelle quellen fuente fuentes fonte fonti źródło via per according to 見
    见 參見 参见 來源 来源 資料來源 资料来源 参照 出典 출처 المصدر انظر"""
)
"""Words that only lead to citations: brackets without other words are part of a citation."""

QUESTION = listed(
    """question q 問題 问题 問 问 提問 提问 質問 frage pregunta pergunta domanda вопрос питання
    سؤال السؤال 질문 प्रश्न soru pytanie vraag fråga spørsmål câu_hỏi pertanyaan שאלה
    ερώτηση คำถาม"""
)
ANSWER = listed(
    """answer a 回答 答案 答 解答 antwort respuesta resposta risposta réponse ответ відповідь
    جواب الجواب الإجابة إجابة 답변 답 उत्तर cevap yanıt odpowiedź antwoord svar câu_trả_lời
    trả_lời jawaban תשובה απάντηση คำตอบ"""
)
"""Labels before the colon, as in "Question: … / Answer: …"."""

SAYS_NOTHING = listed(
    """image images img picture pictures pic photo photos photograph photography portrait
    headshot avatar figure fig illustration thumbnail placeholder screenshot untitled
    unnamed alt alt_text image_alt img_alt profile_picture profile_photo profile_image
    profile photo_of the_image picture_of image_of portrait_of file dsc dscn pxl 圖片 图片
    圖像 图像 照片 相片 影像 圖 图 頭像 头像 肖像 插圖 插图 画像 写真 イメージ 肖像画 이미지
    사진 그림 bild bilder foto fotos porträt abbildung imagen imágenes fotografía retrato
    imagem imagens fotografia immagine immagini ritratto foto_profilo photographie
    portrait_photo изображение картинка фото фотография портрет зображення світлина صورة
    الصورة صور صورة_شخصية تصویر عکس תמונה צילום εικόνα φωτογραφία चित्र तस्वीर फोटो छवि ছবি
    படம் resim görsel fotoğraf obraz obrazek zdjęcie afbeelding plaatje kuva valokuva
    billede bilde hình_ảnh ảnh hình gambar รูปภาพ ภาพ obrázek kép fénykép imagine poză slika"""
)
"""Alt texts that say only that there is an image. Digits and punctuation don't count."""

PRONOUNS = listed(
    """she her hers he him his they them theirs it its ze zir xe xem any all elle elles il iel
    ella él sie ihr er ihm hen hän 她 他 彼女 彼"""
)

ROLES = listed(
    """actor actress architect artist astronomer astrophysicist athlete author biologist
    cartographer ceo cfo chair chairman chairperson chairwoman chemist chief cofounder
    co-founder composer computer consultant coo cryptographer cto designer developer
    director economist editor engineer engineering entrepreneur executive fellow footballer
    founder geographer head historian intelligence inventor investigator journalist lawyer
    lead lecturer leader learning linguist logician maintainer manager mathematician
    minister musician nurse officer painter philosopher physician physicist pioneer poet
    politician polymath president principal professor programmer psychologist researcher
    science scholar scientist sculptor senator singer skater software statistician student
    teacher team technology vp vice writer at and for in with on"""
)
"""English words of a headline: a text with one of them is not a name."""

OCCUPATIONS = (ROLES - listed("at and for in with on")) | _with_plain(
    """weaver teacher mayor curator librarian surgeon dentist translator trainer coach gardener
    arzt ärztin architektin autorin dichterin dichter direktor direktorin entwickler
    entwicklerin forscher forscherin geschäftsführer geschäftsführerin gründer gründerin
    informatiker informatikerin ingenieur ingenieurin journalistin künstler künstlerin lehrer
    lehrerin leiter leiterin malerin mathematiker mathematikerin philosophin physiker
    physikerin präsidentin professorin programmierer programmiererin schriftsteller
    schriftstellerin vorsitzende vorsitzender weberin wissenschaftler wissenschaftlerin
    auteur autrice chercheur chercheuse cheffe directeur directrice écrivain écrivaine
    enseignant enseignante fondateur fondatrice informaticien informaticienne ingénieur
    ingénieure journaliste mathématicien mathématicienne médecin philosophe physicien
    physicienne poète poétesse professeur professeure présidente programmeur programmeuse
    tisserand tisserande architecte arquitecta arquitecto autora catedrática catedrático
    científica científico directora diseñadora diseñador escritora escritor fundadora fundador
    ingeniera ingeniero investigadora investigador jefa médica periodista pintora poeta
    presidenta presidente profesora profesor programadora programador tejedora tejedor
    direttore direttrice ricercatore ricercatrice fondatore fondatrice diretor engenheira
    engenheiro pesquisadora pesquisador fundadora igazgató mérnök kutató tanár tanárnő író
    költő alapító takács építész директор инженер учёный профессор основатель писатель
    математик художник مهندس مهندسة أستاذ أستاذة مدير مديرة كاتب كاتبة شاعر شاعرة باحث باحثة
    رئيس رئيسة مؤسس مؤسسة حائكة نساج طبيب طبيبة"""
)
"""What a person does, in the languages of notes: a text that ends with one is a headline."""

SECTION_WORDS = listed(
    """hi hello hey welcome there hallo willkommen bonjour bienvenue hola bienvenida to page site
    homepage website portfolio blog
    about me myself us bio biography biographical background profile overview summary
    introduction intro info information details general early life career education work works
    working experience experiences research interests interest publications projects skills
    awards honors honours contact links references sources notes note see also further reading
    external gallery images timeline legacy personal history story selected key main family
    childhood achievements contributions role roles current positions position news talks
    teaching service links and the of in a an my our her his their who is was what he she they
    über mich uns biografie biographie leben werk werke werdegang ausbildung karriere lebenslauf
    forschung veröffentlichungen kontakt quellen einleitung überblick zusammenfassung und zur zum
    person ihr sein frühes auszeichnungen à propos de moi présentation parcours vie carrière
    formation recherche œuvre œuvres travaux liens sources et la le les sa son sobre mí mi
    biografía biografia perfil vida carrera trayectoria educación obra obras formación resumen
    investigación enlaces fuentes y el su chi sono sobre mim quem sou о себе обо мне биография
    ранняя жизнь карьера образование карьера источники giới thiệu về tôi tiểu sử cuộc đời sự
    nghiệp rólam bemutatkozás életrajz élete pályája munkássága tanulmányai
    نبذة نبذة_عني عني عن حول السيرة الذاتية سيرة حياته حياتها المسيرة التعليم المراجع المصادر"""
)
"""Words of headings such as "About me": a heading of nothing else is no name."""

SECTION_HEADINGS = listed(
    """關於我 关于我 關於 关于 自我介紹 自我介绍 個人簡介 个人简介 簡介 简介 生平 背景 經歷 经历
    教育 個人經歷 教育背景 學歷 学历 職業生涯 职业生涯 早年 早年生活 作品 著作 代表作 主要作品
    代表作品 研究 研究方向 研究領域 研究领域 榮譽 荣誉 成就 主要成就 參考文獻 参考文献 參考資料
    参考资料 來源 来源 概要 概述 摘要 人物簡介 人物简介 聯絡 联系方式 自己紹介 経歴 略歴
    プロフィール 生い立ち 生涯 業績 学歴 紹介 について 私について 小伝 受賞 소개 자기소개 약력 경력
    학력 생애 프로필 참고문헌
    bio cv vềtôi осебе"""
)
"""Whole headings, without their spaces, that are no name."""

ROLE_ENDINGS = tuple(
    sorted(
        listed(
            """員 员 家 師 师 者 授 官 監 监 博士 碩士 院士 主席 總裁 总裁 總監 經理 经理 教授 人員
    人员 創辦人 创始人 負責人 负责人 主任 首席 選手 选手 運動員 詩人 诗人 会長 社長 部長
    所長 监事 醫生 医生 医師 記者 记者 교수 연구원 박사 대표 과학자 수학자 작가 선수"""
        )
    )
)
"""Ends of headlines in scripts without spaces."""

FILLERS = listed(
    """porträt steckbrief entretien avec entrevista con ki 是誰 是谁 的一生 的故事
    about bio biography profile introduction intro overview summary notes note background
    interview meet meeting who is was page person people life dr prof professor mr mrs ms
    sir dame of on by for a an the to with from über wer ist biografie biographie profil
    vorstellung zusammenfassung biografía perfil sobre quién es resumen qui est portrait de
    la le chi è profilo биография профиль кто такой такая о профіль 簡介 简介 介紹 介绍 人物
    檔案 档案 背景 概要 摘要 人物簡介 人物简介 人物介紹 個人簡介 个人简介 生平 的簡介 的简介
    的介紹 的介绍 的背景 的生平 誰是 谁是 關於 关于 紹介 プロフィール について とは の紹介
    の経歴 経歴 略歴 소개 프로필 약력 سيرة نبذة عن من هو هي"""
)
"""What is left of a title such as "Profile: Ada Lovelace" and is not a headline."""

LIFE_WORDS = listed(
    """c ca circa b born d died bc bce ad ce fl floruit r present today active né née geb gest
    geboren gestorben nacido nacida nato nata род ум"""
)
