# Oʻzbekcha interfeys matnlari.

welcome =
    __Salom! Bu “Jardam” – Qirgʻizistondan chiqqan migrantlarga yordam.__

    Savolingizni oʻz soʻzingiz bilan yozing: qirgʻizcha, ruscha, oʻzbekcha yoki inglizcha, istalgan harfda. Yoki mavzu tanlang.

    Bepul. Ismingizni, hujjatingizni soʻramaymiz.
home = Qanday yordam kerak? Savolingizni oʻz soʻzingiz bilan yozing yoki mavzu tanlang.
greeting = Salom! Men “Jardam” dasturiman: Qirgʻizistondan chiqqan migrantlarning savollariga tekshirilgan matnlar bilan javob beraman. Nima boʻldi? Oʻz soʻzingiz bilan yozing yoki mavzu tanlang.
help =
    __Qanday foydalaniladi__

    - Savolni oddiy soʻzlar bilan yozing. Xato boʻlsa ham tushunaman.
    - Shoshilinch boʻlsa, eng muhimini yozing: kim, qayerda, nima boʻlyapti.
    - /topics – barcha mavzular
    - /check – tugmali savollar: aynan siz nima qilishingiz kerak
    - /offices – konsulliklar va telefonlar
    - /report – huquqbuzarlik haqida murojaat
    - /receipt – murojaatni kvitansiya bilan ochish
    - /language – til
    - /country – siz turgan davlat
    - /offline – javoblar internetsiz
    - /verify – haqiqiy “Jardam”ni qanday tanish mumkin
    - /privacy – biz nimani saqlaymiz
    - /wipe – yozishmani oʻchirish

    Javoblar – umumiy maʼlumot, advokat xizmati emas. Biz qutqaruv xizmati emasmiz: hayotga xavf boʻlsa, 112 ga qoʻngʻiroq qiling.
privacy =
    __Biz nimani saqlaymiz__

    - Savollaringiz saqlanmaydi.
    - Javobimiz yoʻq savolni faqat siz ruxsat bersangiz saqlaymiz: ismlarsiz, raqamlarsiz, 90 kunga. Siz qaror qilguncha – bir soatdan oshmaydi, shifrlangan holda.
    - Yozayotgan murojaatingiz yuborilguncha 24 soat saqlanadi. Yuborilganini faqat xodimlar va kvitansiya bilan oʻzingiz ochasiz.
    - Til, davlat va chat raqami shifrlangan holda saqlanadi, suhbatni davom ettirish uchun.
    - Oxirgi javoblar 24 soat shifrlangan holda turadi, aloqa uzilsa yoʻqolmasligi uchun.
    - Ism, telefon va hujjat soʻramaymiz. Pasport rasmini yubormang.
    - Turgan joyingiz faqat bitta javob uchun kerak, saqlanmaydi.
    - Yozishmani messenjerning oʻzi ham, telefoningiz ham saqlab turadi.

    /wipe buyrugʻi shu chatning oxirgi 48 soatdagi xabarlarini va siz haqingizda saqlangan hamma narsani oʻchiradi. Undan eskilarini oʻzingiz oʻchiring: chat menyusini ochib, “Chatni oʻchirish”ni bosing.
wipe-question =
    __Yozishma oʻchirilsinmi?__

    Shu chatning oxirgi 48 soatdagi xabarlari va siz haqingizda saqlangan hamma narsa yoʻqoladi. Qaytarib boʻlmaydi.

    48 soatdan eski xabarlarni dastur oʻchira olmaydi. Ularni oʻzingiz oʻchiring: chat menyusini ochib, “Chatni oʻchirish”ni bosing.

    Yuborilgan murojaat qoladi: uni kvitansiya bilan qaytarib olsa boʻladi (/receipt). Yuborilmagani ham oʻchadi.
wipe-done = Tayyor: biz saqlagan narsalar oʻchirildi. Eskiroq xabarlarni chat menyusidan oʻzingiz oʻchiring. Qayta boshlash uchun savol yozing.

privacy-webchat =
    __Biz nimani saqlaymiz__

    - Savollaringiz saqlanmaydi.
    - Javobimiz yoʻq savolni faqat siz ruxsat bersangiz saqlaymiz: ismlarsiz, raqamlarsiz, 90 kunga. Siz qaror qilguncha – bir soatdan oshmaydi, shifrlangan holda.
    - Yozayotgan murojaatingiz yuborilguncha 24 soat saqlanadi. Yuborilganini faqat xodimlar va kvitansiya bilan oʻzingiz ochasiz.
    - Til va davlat shifrlangan holda saqlanadi, suhbatni davom ettirish uchun. Sahifa ochiq turganda brauzer suhbatning tasodifiy raqamini eslab turadi.
    - Oxirgi javoblar 24 soat shifrlangan holda turadi, aloqa uzilsa yoʻqolmasligi uchun.
    - Ism, telefon va hujjat soʻramaymiz. Hujjat raqamini yozmang.
    - Turgan joyingiz faqat bitta javob uchun kerak, saqlanmaydi.

    /wipe buyrugʻi siz haqingizda saqlangan hamma narsani oʻchiradi. Brauzer tarixini oʻzingiz oʻchiring.
wipe-question-webchat =
    __Suhbat oʻchirilsinmi?__

    Sahifadagi yozishma va siz haqingizda saqlangan hamma narsa yoʻqoladi. Qaytarib boʻlmaydi.

    Sahifa manzili brauzer tarixida qoladi. Uni oʻzingiz oʻchiring.

    Yuborilgan murojaat qoladi: uni kvitansiya bilan qaytarib olsa boʻladi (/receipt). Yuborilmagani ham oʻchadi.
wipe-done-webchat = Tayyor: biz saqlagan hamma narsa oʻchirildi. Brauzer tarixini oʻzingiz oʻchiring. Qayta boshlash uchun savol yozing.

choose-language = Tilni tanlang. / Тилди тандаңыз. / Выберите язык. / Choose your language.
choose-country = Hozir qaysi davlatdasiz? Qonun ham, telefonlar ham shunga bogʻliq.
topics = __Barcha mavzular__

did-you-mean = Aniq tushunmadim. Shu haqidami?
out-of-scope =
    Bu savolga menda tekshirilgan javob yoʻq. Men kirish taqiqi (zapret), hujjatlar, maosh, politsiya, tibbiy koʻrik, bolalar va uyga qaytish masalalarida yordam beraman.

    Boshqacha yozib koʻring yoki mavzu tanlang.
none-of-these =
    Unda roʻyxatdan mavzu tanlang yoki savolni boshqa soʻzlar bilan yozing.

    Odam bilan gaplashish uchun: Qirgʻiziston TIV Konsullik departamenti, { $phone }.
cannot-read = Men faqat matnni tushunaman. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-nothing = Iltimos, savolingizni soʻz bilan yozing – hech boʻlmasa ikki-uch soʻz.
cannot-read-voice = Ovozli xabarni eshita olmayman. Iltimos, eng muhimini soʻz bilan yozing – xato boʻlsa ham mayli.
cannot-read-photo = Rasmni koʻra olmayman. Hujjat rasmini yubormang. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-document = Faylni ocha olmayman. Iltimos, savolingizni soʻz bilan yozing.
cannot-read-contact = Biz telefon raqamlarini yigʻmaymiz. Iltimos, savolingizni soʻz bilan yozing.
button-is-old = Bu tugma eskirib qolgan. Mana bosh menyu.
trouble = Hozir javob berolmayapmiz. Xabaringiz yoʻqolmadi, yana urinib koʻramiz. Shoshilinch boʻlsa, qoʻngʻiroq qiling: { $phone }.
not-an-emergency-service = Bu dastur qutqaruv xizmati emas. Hozir xavf boʻlsa, qoʻngʻiroq qiling.

checked = Tekshirilgan sana: { $date }
section-overdue = ⚠️ Bu javobni qayta tekshirish muddati oʻtib ketdi ({ $date }): qoidalar oʻzgargan boʻlishi mumkin. Biror ish qilishdan oldin Konsullik departamentidan soʻrang: { $phone }.
section-stale = ⚠️ Bu javobning ruscha matni tarjimadan yangiroq: muddatlar, summalar yoki telefonlar oʻzgargan boʻlishi mumkin. Ruscha matnga qarang yoki soʻrang: { $phone }.
for-other-country = Bu javob quyidagilar uchun: { $countries }. Sizning davlatingiz boʻyicha hozircha tekshirilgan javobimiz yoʻq – konsullikdan soʻrang.
no-guidance-here =
    __Sizning davlatingiz ({ $country }) boʻyicha «{ $topic }» mavzusida hozircha tekshirilgan javobimiz yoʻq.__

    Oʻsha yerdagi qonunni biladiganlardan soʻrang: Qirgʻiziston elchixonasi yoki konsulligidan. Qayerga qoʻngʻiroq qilishni bilmasangiz – Bishkekdagi Konsullik departamenti: { $phone }.

    Boshqa davlatning qoidalari sizda amal qilmasligi mumkin.
your-country = siz turgan davlat
offices-of = Konsulliklar: { $country }
button-answer-elsewhere = Shu davlat uchun javob: { $countries }

checks =
    __Nima qilishim kerak?__

    Tugmali bir nechta savol – keyin aynan sizning holatingizga mos qadamlar. Javoblaringizni saqlamaymiz.
button-checks = 🧭 Nima qilay
button-check = 🧭 { $title }
button-start-over = Boshidan

sources = __Manbalar__
sources-not-shown = Bu boʻlim manbalarini faqat muharrirlar koʻradi.
thanks-helpful = Rahmat! Yordam berganidan xursandmiz.
sorry-not-helpful = Afsus. Boshqa soʻzlar bilan soʻrab koʻring, boshqa mavzuni oching yoki konsullikka qoʻngʻiroq qiling.

missed-offer = Bu savolni ismingizsiz saqlab qoʻysak boʻladimi? Keyin bunday savolga javob bera oladigan boʻlamiz. Shunday saqlanadi: «{ $question }». 90 kundan keyin oʻchiramiz.
missed-ask = Nima yetishmadi? Nimani izlaganingizni bitta xabarda yozing. Qanday saqlanishini koʻrsatamiz: ismlarsiz va raqamlarsiz. Faqat rozi boʻlsangiz saqlaymiz.
missed-kept = Rahmat. Savol ism va raqamlarsiz saqlandi, uni muharrirlar oʻqiydi. 90 kundan keyin oʻchiriladi. Bu yerga javob kelmaydi: shoshilinch boʻlsa, konsullikka qoʻngʻiroq qiling.
missed-not-kept = Xoʻp, hech narsa saqlamadik.
missed-gone = Bu savolni endi saqlamayapmiz. Xohlasangiz, qayta yozing.
button-keep-question = Ha, saqlang
button-no-thanks = Yoʻq
button-tell-editors = ✍️ Nima yetishmadi

offices =
    __Yaqin atrofdagi konsulliklar va yordam__

    Shahar nomini yozing – istalgan davlat, istalgan harfda. Yoki davlatni tanlang.
offices-country = Davlatni tanlang.
offices-in = __{ $country }__: konsulliklar va yordam liniyalari
city-not-found = “{ $city }” shahri topilmadi. Nomini tekshiring yoki davlatni tanlang.
office-label-embassy = Elchixona, { $city }
office-label-consulate-general = Bosh konsullik, { $city }
office-label-consular-section = Konsullik boʻlimi, { $city }
office-distance = Toʻgʻri chiziq boʻyicha: taxminan { $km } km
office-button-distance = { $name }, { $km } km
office-address = Manzil: { $address }
office-phone = Telefon: { $phones }
office-line-own = Shoshilinch liniya: { $phone }
office-line-embassy-moscow = Moskvadagi elchixonaning ishonch telefoni: { $phone }
office-line-consular-department-bishkek = Bishkekdagi Konsullik departamentining ishonch telefoni: { $phone }
office-no-address = Bizda tekshirilgan manzil va telefon yoʻq. Avval quyidagi liniyaga qoʻngʻiroq qiling.
office-dated = Maʼlumot { $date } holatiga koʻra. Borishdan oldin mfa.gov.kg saytidan yoki telefon orqali tekshiring.
risk-state-check = __Ehtiyot boʻling:__ bu davlat xizmati. Murojaat qilsangiz, hujjat tekshirilishi mumkin. Hujjatingiz joyida boʻlmasa, avval konsullikdan soʻrang – hayotga xavf boʻlgan holdan tashqari.
risk-foreign-agent = __Ehtiyot boʻling:__ Rossiyada bu tashkilot “chet el agenti” deb eʼlon qilingan. Undan yordam soʻrash taqiqlanmagan, lekin materiallarini tarqatmang va eʼlon qilmang.
risk-unchecked = __Ehtiyot boʻling:__ bu tashkilot Rossiyada taqiqlanganlar roʻyxatida bor-yoʻqligini tekshirmaganmiz. Materiallarini telefonda saqlamang.

button-home = 🏠 Menyu
button-back = ← Orqaga
button-all-topics = Barcha mavzular
button-topic = Butun mavzu: { $topic }
button-offices = Konsulliklar
button-report = Shikoyat qilish
button-language = Til / Язык
button-country = Davlat
button-help = Yordam
button-privacy = Nimani saqlaymiz
button-wipe = Yozishmani oʻchirish
button-wipe-yes = Ha, oʻchirilsin
button-other-country = Boshqa davlat
button-more-countries = Boshqa davlatlar
button-another-city = Boshqa shahar
button-share-location = 📍 Turgan joyimni yuborish
button-helpful = 👍 Yordam berdi
button-not-helpful = 👎 Yordam bermadi
button-sources = Manbalar
button-none-of-these = Yoʻq, boshqa

# Huquqbuzarlik haqidagi murojaatlar

report-closed =
    __Huquqingiz buzilgani haqida shikoyat qilmoqchimisiz?__

    Shikoyatni bevosita shu yerda qabul qilish hozircha imkonsiz. Lekin bugunoq muhim ishni qilsangiz boʻladi: dalillarni saqlang (rasm, yozishma, ismlar, sanalar) va mavzu tanlang – qayerga va qanday shikoyat qilish oʻsha yerda yozilgan.
report-consent =
    { report-consent-body }
    - Toʻliq maxfiy emas: messenjer akkauntingizni biladi va yozishmani oʻzi ham saqlaydi.

    Bu qutqaruv xizmati emas: xavf boʻlsa, 112 ga qoʻngʻiroq qiling. Boshlaymizmi?
report-consent-webchat =
    { report-consent-body }
    - Bu sahifa manzili brauzer tarixida qoladi.

    Bu qutqaruv xizmati emas: xavf boʻlsa, 112 ga qoʻngʻiroq qiling. Boshlaymizmi?
report-consent-body =
    __Huquqbuzarlik haqida murojaat__

    Nima boʻlganini aytib bering – uni odamlar, yordam tashkiloti xodimlari oʻqib, javob beradi.

    - Faqat oʻzingiz yozgan va yuborgan narsani saqlaymiz. Ism va hujjat soʻramaymiz.
    - Tugallanmagan murojaat 24 soat turadi. Yuborilgani yopib muhrlanadi: uni faqat tashkilot xodimlari va kvitansiya bilan oʻzingiz ocha olasiz. Serverning oʻzi ocholmaydi.
    - Murojaat ish yopilguncha va undan keyin { $days } kun saqlanadi. Istalgan kuni oʻzingiz ham oʻchira olasiz.
    - Ozod qilamiz, uyga qaytaramiz, pulni undirib beramiz deb vaʼda bermaymiz. Murojaat tufayli shikoyat va sud muddatlari toʻxtamaydi.
report-declined =
    Mayli, hech narsa saqlamaymiz. Istalgan kuni qaytib kelsangiz boʻladi.

    Odam bilan gaplashish uchun: Qirgʻiziston TIV Konsullik departamenti, { $phone }.
report-waits = Murojaatingiz hali yuborilmagan. Davom ettirasizmi?
report-anew-question = Boshlangan murojaatni oʻchirib, yangisini yozasizmi? Eskisini qaytarib boʻlmaydi.
report-delete-question = Aytganlaringizning hammasini fayllar bilan oʻchirasizmi? Qaytarib boʻlmaydi.
report-deleted = Tayyor: murojaat va fayllar oʻchirildi. Shu chatga yozganlaringizni ham oʻchirsa boʻladi.
report-deleted-webchat = Tayyor: murojaat va fayllar oʻchirildi. Sahifada qolganini ham oʻchirsa boʻladi.
report-paused = Keyinga qoldi. Murojaat oxirgi oʻzgarishdan keyin 24 soat saqlanadi, soʻng oʻchadi. Davom ettirish: /report yoki menyudagi tugma.
report-expired = 24 soatdan oshdi, yuborilmagan murojaat oʻchirildi. Xohlasangiz, boshidan boshlang.
report-gone = Bu murojaat endi bu yerda yoʻq: yuborilgan, oʻchirilgan yoki 24 soat oʻtgan. Yuborganmidingiz? Kvitansiya bilan tekshiring.
report-step = { $number }-savol, jami { $total }
report-now = Hozir yozilgani: { $answer }
report-noted = Yozildi: { $answer }
report-not-said = aytilmagan

report-ask-story =
    __Nima boʻldi?__

    Oʻz soʻzingiz bilan yozing: nima boʻldi, kim qildi (boshliq, vositachi, politsiya…), qachon boʻldi. Bir necha xabar bilan, xato bilan, istalgan tilda yozsangiz boʻladi.

    Boshqalarning ismini, hujjat va karta raqamini, aniq manzilni, kasallikni yozmang.
report-ask-story-more = Yozib oldim, xabarlar: { $messages }. Yana yozing yoki “Tayyor”ni bosing. Yana { $left } belgi sigʻadi.
report-story-too-long = Matn sigʻmadi: jami { $limit } belgi mumkin, { $left } qoldi, { $more } ortiqcha. Bu xabar yozilmadi – qisqarogʻini yuboring yoki “Tayyor”ni bosing.
report-answer-too-long = Juda uzun. Qisqaroq yozing, { $limit } belgigacha.
report-private-numbers =
    __Bu yerda hujjat, karta yoki telefon raqami borga oʻxshaydi.__

    Raqamsiz xavfsizroq: telefoningizni kimdir koʻrib qolishi mumkin. Bu matn hali yozilmadi. Shunday qolsinmi yoki raqamsiz qayta yozasizmi?
report-stray-words = Bu yerda tugmani bosish kerak. Yozganingizni hikoyangizga qoʻshaymi?
report-no-location = Aniq joy kerak emas, uni saqlamaymiz. Shahar yoki davlat yetarli.
report-ask-kind = __Asosan nima haqida?__ Eng yaqinini tanlang. Ikkilansangiz, “Bilmayman”ni bosing – xodimlar oʻzlari koʻradi.
report-families = Nima haqida?
report-kinds = __{ $family }__: qaysi biri yaqin?
report-kind-unsorted = xodimlar koʻradi
report-ask-danger = __Hozir kimdir xavfdami yoki kimnidir ushlab turishibdimi?__
report-danger-yes = Ha, hozir
report-danger-no = Yoʻq
report-danger-unknown = Bilmayman
report-ask-country = __Qayerda boʻldi?__ Shahar nomini yozing yoki davlatni tanlang. Koʻcha va uy kerak emas.
report-ask-city = __Qaysi shahar yoki viloyatda?__ Nomini yozing. Koʻcha va uy kerak emas.
report-ask-time = __Qachon boʻldi?__ Tanlang yoki sanasini yozing: 05.2026 yoki 12.05.2026.
report-time-ongoing = Hozir ham davom etyapti
report-time-this-month = Shu oyda
report-time-last-month = Oʻtgan oyda
report-time-earlier = Undan oldin
report-ask-sector = __Qaysi ish bilan bogʻliq?__
report-ask-whom = __Kim uchun yozyapsiz?__
report-ask-gender = __Kim jabr koʻrdi?__ Javob bermasangiz ham boʻladi. Ayolga ayol xodim berishga harakat qilamiz.
report-ask-age = __Jabr koʻrgan odam necha yoshda?__ Javob bermasangiz ham boʻladi.
report-ask-wish = __Qanday yordam kerak?__
report-ask-shares = __Yordami tegsa, murojaatni yana kimga koʻrsatsa boʻladi?__ Bittasini yoki bir nechtasini belgilang. Hech kimni belgilamasangiz, faqat tashkilot xodimlari oʻqiydi.
report-shares-nobody = faqat tashkilot xodimlariga
report-ask-files =
    __Rasm, hujjat, ovozli xabar, video bormi?__

    Shu yerga yuboring, bir nechta boʻlsa ham mayli. Pasport va bank kartasi rasmini yubormang. Fayllar ham matn kabi muhrlab saqlanadi.
report-files =
    { $count ->
        [0] yoʻq
       *[other] { $count }
    }
report-ask-chat =
    __Javob kelsa, shu yerga xabar yuboraylikmi?__

    Unda tafsilot boʻlmaydi, faqat “yangilik bor” deyiladi. Chat raqami murojaat ichida muhrlanadi. “Yoʻq” desangiz, javobga oʻzingiz kvitansiya bilan kelasiz.
report-chat-yes = Ha, yuboring
report-chat-no = Yoʻq, oʻzim kelaman

report-label-story = Nima boʻldi
report-label-kind = Nima haqida
report-label-danger = Hozirgi xavf
report-label-country = Qayerda
report-label-time = Qachon
report-label-sector = Ish
report-label-whom = Kim uchun
report-label-gender = Kim jabr koʻrdi
report-label-age = Yoshi
report-label-wish = Qanday yordam
report-label-shares = Kimga koʻrsatsa boʻladi
report-label-files = Fayllar
report-label-chat = Chatga xabar
report-summary = __Yuborishdan oldin tekshiring__
report-receipt =
    __Sizning kvitansiyangiz:__ `{ $receipt }`

    Uni hozir qogʻozga koʻchirib oling. Bu murojaatingizning yagona kaliti: yoʻqolsa, qayta berolmaymiz.
report-not-sent-yet = Hali hech narsa yuborilmadi. Kvitansiyani koʻchirib oldingizmi? “Yuborish”ni bosing.
report-change = Nimani oʻzgartiramiz?
report-busy = Hozir juda koʻp odam yuboryapti. Hech narsa yoʻqolmadi: bir daqiqa kutib, yana bosing.
report-sent = __Yuborildi. Aytib berganingiz uchun rahmat.__
report-target-emergency = Buni oʻta shoshilinch deb belgiladik va xodimni darhol chaqiryapmiz. Lekin javob kechikishi mumkin: xavf boʻlsa kutmang, 112 ga qoʻngʻiroq qiling.
report-target-urgent = Xodim { $hours } soat ichida javob berishi kerak.
report-target-routine = Xodim { $days } ish kuni ichida javob berishi kerak.
report-sent-notice = Javob kelganda shu yerga qisqa xabar keladi, tafsilotsiz. Javobni kvitansiya bilan oʻqiysiz.
report-sent-no-notice = Javobni bilish uchun kvitansiyani shu chatga yozing – istalgan telefondan yoki saytimizdan.
report-sent-after = Aytganlaringiz bu chatda hali ham koʻrinib turibdi. Yozishmani oʻchirish: /wipe. Murojaat yoʻqolmaydi.
report-sent-after-webchat = Aytganlaringiz bu sahifada hali ham koʻrinib turibdi. Suhbatni oʻchirish: /wipe. Murojaat yoʻqolmaydi.

file-belongs-to-report = Fayl huquqbuzarlikning dalili boʻlsa, uni murojaatga qoʻshsa boʻladi.
file-kind-photo = Rasm
file-kind-document = Hujjat
file-kind-voice = Ovozli xabar
file-kind-video = Video
file-kept = Fayl saqlandi va muhrlandi. Fayllar: { $count }, eng koʻpi { $limit }.
file-refused-type = Bunday faylni qabul qilmaymiz. Rasm, PDF, oddiy hujjat, ovozli xabar va video boʻladi.
file-refused-size = Fayl juda katta. Boʻlib yoki qisqarogʻini yuboring.
file-refused-count = Bundan koʻp fayl qoʻshib boʻlmaydi. Ortiqchasini olib tashlab, boshqasini yuborsangiz boʻladi.
file-refused-empty = Fayl boʻsh ekan. Qayta yuboring.
file-refused-broken = Fayl buzilgan yoki toʻliq kelmagan. Qayta yuboring.
file-refused-not-fetched = Faylni ololmadik: juda katta yoki aloqa uzildi. Qayta yuboring.

receipt-ask = Kvitansiyangizni yozing: 18 ta harf va raqam. Chiziqchalar, katta-kichik harf muhim emas.
receipt-lost = Kvitansiyasiz murojaatni siz ham ocholmaysiz, biz ham siz uchun ocholmaymiz. Chatga xabar soʻragan boʻlsangiz, u kelaveradi, lekin unda yozilgani koʻrinmaydi. Yangi murojaat yozib, unda eskisini aytib oʻtsangiz boʻladi.
receipt-symbol = Kvitansiyada “{ $symbol }” belgisi boʻlmaydi. Unda 2 dan 9 gacha raqamlar va I, L, O dan boshqa lotin harflari bor.
receipt-length = Kvitansiyada 18 ta belgi bor, bu yerda soni boshqa. Biror narsa tushib qolmadimi, qarang.
receipt-check = Bitta belgi xato koʻchirilgan yoki ikki belgi oʻrin almashgan. Qogʻoz bilan solishtiring.
receipt-unknown = Bu kvitansiya bilan hech narsa ochilmaydi: murojaat oʻchirilgan yoki kvitansiyada xato bor. Qogʻoz bilan solishtirib, qayta urinib koʻring.
receipt-busy = Hozir juda koʻp odam murojaatini ochyapti. Bir daqiqa kutib, kvitansiyani qayta yozing.
receipt-wait = Urinishlar juda koʻp boʻlib ketdi. Bir daqiqa kutib, kvitansiyani qayta yozing.

thread-title = __{ $date } kungi murojaatingiz__
thread-status-new = Qabul qilindi. Xodim hali ochmagan.
thread-status-in-review = Xodim murojaatingizni oʻqiyapti.
thread-status-in-progress = Xodim ishingiz bilan shugʻullanyapti.
thread-status-waiting = Xodim sizdan javob kutyapti.
thread-status-referred = Roziligingiz bilan ish hamkor tashkilotga berildi.
thread-status-closed = Ish yopildi. Yana yordam kerak boʻlsa, shu yerga yozing.
thread-expires = Murojaat { $date } kuni oʻchiriladi.
thread-no-messages = Hozircha xabar yoʻq.
thread-from-person = Siz, { $date }
thread-from-staff = Xodim, { $date }
thread-files = 📎 Fayl: { $count }
thread-write-here = Javob berish uchun shunchaki yozing yoki fayl yuboring: keyingi yarim soatda hammasi xodimlarga yetadi.
thread-shown-once = Murojaat koʻrsatilgan. Qayta ochish uchun kvitansiyani yozing.
thread-write = Xodimlarga xabar yozing yoki fayl yuboring. Boshqalarning ismini, hujjat va karta raqamini yozmang.
thread-written = Xodimlarga berildi. Yana yozsangiz boʻladi. Yangi javoblarni koʻrish uchun kvitansiyani qayta yozing.
thread-too-long = Juda uzun: bitta xabarda { $limit } belgigacha. Yuborilmadi – boʻlib yuboring.
thread-lapsed = Xavfsizligingiz uchun murojaat yarim soatdan keyin yopildi. Kvitansiyani qayta yozing. Xabar yozgan boʻlsangiz, u yuborilmadi: keyin qayta yuboring.
thread-withdraw-question =
    __Murojaatni qaytarib olasizmi?__

    Hammasi oʻchadi: aytganlaringiz, fayllar, xodimlar bilan yozishma – sizda ham, ularda ham. Avval hamkorlarga berilganini qaytarib boʻlmaydi. Oʻchirilgani qaytmaydi.
thread-withdrawn = Tayyor: murojaat va undagi hamma narsa oʻchirildi. Bu chatdagi yozishmani /wipe oʻchiradi.
thread-closed = Yopildi. Kvitansiya bilan yana ochsa boʻladi. Bu chatdagi yozishmani /wipe oʻchiradi.
notice-message = “Jardam”dan yangilik bor. Kvitansiyangiz bilan oching.

button-tell = Aytib berish
button-agree = Roziman, boshlaymiz
button-disagree = Yoʻq
button-receipt = Kvitansiyam bor
button-receipt-again = Kvitansiya yozish
button-lost-receipt = Kvitansiya yoʻqoldi
button-go-on = ✏️ Murojaatni davom ettirish
button-go-on-after-file = Davom etish
button-anew = Yangisini boshlash
button-anew-yes = Ha, oʻchirib, yangisini boshlash
button-later = Keyinroq
button-delete-draft = Oʻchirish
button-delete-yes = Ha, hammasi oʻchirilsin
button-skip = Oʻtkazib yuborish
button-not-sure = Bilmayman
button-leave = Shunday qolsin
button-clear = Javobni olib tashlash
button-done = Tayyor
button-retell = Oʻchirib, qayta aytish
button-other-kind = Boshqa…
button-keep-numbers = Shunday qolsin
button-write-anew = Qayta yozaman
button-add-to-story = Ha, qoʻshing
button-do-not-add = Yoʻq, qoʻshmang
button-nobody = Boshqa hech kimga
button-no-files = Fayl yoʻq
button-send-file = 📎 Fayl qoʻshish
button-send-report = 📨 Yuborish
button-change = Oʻzgartirish
button-write = Xodimlarga yozish
button-withdraw = Qaytarib olib, hammasini oʻchirish
button-withdraw-yes = Ha, butunlay oʻchirilsin
button-do-not-withdraw = Yoʻq, qolsin
button-close-thread = Murojaatni yopish

command-start = Boshlash
command-topics = Barcha mavzular
command-check = Nima qilishim kerak
command-offices = Konsulliklar va telefonlar
command-report = Huquqbuzarlik haqida murojaat
command-receipt = Kvitansiyam bor
command-language = Til tanlash
command-country = Davlat tanlash
command-help = Qanday foydalaniladi
command-privacy = Nimani saqlaymiz
command-wipe = Yozishmani oʻchirish
bot-description =
    “Jardam” Qirgʻizistondan chiqqan migrantlarning savollariga javob beradi: kirish taqiqi, nazorat reestri, maosh, tibbiy koʻrik, politsiya, konsulliklar, bolalar. Qirgʻizcha, ruscha, oʻzbekcha, inglizcha. Bepul.
bot-short-description = Qirgʻizistondan chiqqan migrantlarga yordam. Bepul, ism va hujjat soʻralmaydi.

web-title = Jardam – Qirgʻizistondan chiqqan migrantlarga yordam
web-label = Savolingiz
web-send = Yuborish
web-file-too-large = Fayl juda katta: 20 MB gacha boʻladi. Boʻlib-boʻlib yoki qisqarogʻini yuboring.
web-send-file = Faylni yuborish
web-you = Siz
web-restart = Boshidan boshlash
web-too-long = Matn juda uzun. Eng muhimini yozing – { $limit } belgigacha.
web-expired = Sahifa eskirib qoldi. Savolingizni yana bir marta yozing.
web-busy = Xabarlar juda koʻp boʻlib ketdi. Bir daqiqa kutib, yana urinib koʻring.
web-trouble = Hozir javob berolmayapmiz. Bir daqiqa kutib, qayta yuboring. Shoshilinch boʻlsa, qoʻngʻiroq qiling: { $phone }.
terminal-hint = Savol yozing. Raqam tugmani tanlaydi. Chiqish: /quit

staff-notice-urgent = “Jardam” xizmatida yangi shoshilinch xabar kutmoqda.
staff-notice-emergency = “Jardam” xizmatida yangi favqulodda xabar kutmoqda. Uni darhol oching.

# Internetsiz, va haqiqiy “Jardam”ni qanday tanish mumkin

offline =
    __“Jardam” internetsiz__

    Tekshirilgan javoblarning hammasi bitta faylda. Telefoningizga saqlang va yaqinlaringizga yuboring: oʻqish uchun internet kerak emas.

    - Sahifa, { $html } kB: telefonda ochiladi, ichida qidiruv bor.
    - PDF, { $pdf } kB: oʻqish yoki chop etish uchun.
    - SMS uchun kartochkalar: har bir mavzu boʻyicha birinchi qadamlar.

    { $date } holatiga koʻra. Versiyasi { $version }.
offline-being-made =
    __“Jardam” internetsiz__

    Fayl hozir tayyorlanyapti. Bir-ikki daqiqa kutib, yana bosing. SMS uchun kartochkalar hozirning oʻzida bor.
offline-file = “Jardam” internetsiz. { $date } holatiga koʻra, versiyasi { $version }. Yaqinlaringizga yuboring. Ochiq kalit: { $key }
offline-signature = { $file } faylining imzosi. Ochiq kalit: { $key }
offline-sent = Faylni telefoningizga saqlab oling. Fayl va bot haqiqiyligini qanday bilish mumkin: /verify
offline-signatures-sent = Bu kichkina fayllar – imzolar. Bilgan odam minisign dasturi bilan fayl haqiqiy ekanini, uni hech kim oʻzgartirmaganini tekshira oladi.
offline-not-sent = { $file } faylini yuborib boʻlmadi. Bir necha daqiqadan keyin yana urinib koʻring.
offline-countries = Qaysi davlat uchun: { $countries }
sms-cards =
    __SMS uchun kartochkalar__

    Mavzuni tanlang: birinchi qadamlarni bitta qisqa matn qilib yuboraman. Uni nusxalab, yaqinlaringizga SMS qilib joʻnating (koʻpi bilan ikkita SMS boʻladi).
verify =
    __Haqiqiy “Jardam”ni qanday tanish mumkin__

    Haqiqiy “Jardam” hech qachon soʻramaydi:

    - pul – hammasi bepul
    - SMSdan kelgan kod, parol
    - pasport, uning rasmi yoki karta raqami
    - sizda OIV bor-yoʻqligini

    Bizning nomimizdan shuni soʻrashsa, aldashyapti: javob bermang va bloklang.
verify-bot = Telegramdagi botimiz: `@{ $bot }`. Nomining har bir harfini solishtiring.
verify-addresses = Internetdagi manzillarimiz:
verify-key = Fayllarimiz imzolangan. Ochiq kalit: `{ $key }`. Shu kalit fayllarning oʻzida ham yozilgan; boshqacha boʻlsa, fayl bizniki emas.
button-offline = Internetsiz
button-verify = Bot haqiqiymi?
button-offline-page = Sahifa ({ $size } kB)
button-offline-print = PDF ({ $size } kB)
button-offline-signatures = Fayllar imzosi
button-sms-cards = SMS uchun kartochkalar
button-again = Yana tekshirish
command-offline = Javoblar internetsiz
command-verify = Haqiqiy botni qanday tanish mumkin

pack-title = “Jardam” internetsiz: Qirgʻizistondan chiqqan migrantlarga yordam
pack-about = Tekshirilgan javoblar bitta faylda. Internet kerak emas. Yaqinlaringizga istalgan messenjerda yuboring.
pack-dated = { $date } holatiga koʻra. Versiyasi { $version }.
pack-contents = Mundarija
pack-search = Shu fayldan qidirish:
pack-search-none = Hech narsa topilmadi. Boshqa soʻz bilan qidirib koʻring.
pack-emergency = Hozir xavf boʻlsa
pack-sms = Birinchi qadamlar: SMS uchun kartochkalar
pack-sms-about = Istalgan kartochkani internet yoʻq paytda ham SMS qilib yuborsa boʻladi.
pack-checks = Oʻz holatingizni tekshiring
pack-checks-about = Savollarga javob bering: har bir javob keyingi savolga yoki nima qilish kerakligiga olib boradi.
pack-checks-print = Savollarga javob bering. Strelkadan keyingi raqam endi nimani oʻqish kerakligini aytadi.
pack-packed = Bu mavzuning qolgan boʻlimlari shu faylning ichida siqib qoʻyilgan. Brauzeringiz ularni ocholmadi: faylni boshqasida (masalan, yangi Chrome) oching yoki PDF oling, unda hammasi bor:
pack-packed-check = Bu savollar shu faylning ichida siqib qoʻyilgan. Brauzeringiz ularni ocholmadi: faylni boshqasida (masalan, yangi Chrome) oching yoki PDF oling.
pack-real = Bu fayl haqiqiymi
pack-real-about =
    “Jardam” bepul. Biz hech qachon pul, SMSdan kelgan kod, parol, pasport yoki uning rasmini soʻramaymiz, sizda OIV bor-yoʻqligini ham soʻramaymiz. Bizning nomimizdan shuni soʻrashsa, aldashyapti.
pack-real-bot = Telegramdagi botimiz:
pack-real-addresses = Manzillarimiz:
pack-real-key = Ochiq kalit:
pack-signature = Eng oson tekshirish: faylni botimizdan (/offline buyrugʻi) yoki saytimizdan oʻzingiz olib, versiyasi va kalitini solishtiring. Alohida imzo fayli ham bor, `.minisig`; uni minisign dasturi tekshiradi: `minisign -Vm FAYL -P KALIT`
pack-not-advice = Bu umumiy maʼlumot, advokat xizmati emas. Qonunlar oʻzgarib turadi: fayl eski boʻlsa, yangisini oling.

poster-title = Yordam kerakmi? “Jardam”dan soʻrang
poster-free = Bepul. Ismingizni, hujjatingizni soʻramaymiz.
poster-bot = Telegram: telefon kamerasini qarating
poster-web = Telegramsiz: telefon kamerasini qarating
poster-never = Biz hech qachon pul, SMSdan kelgan kod, parol soʻramaymiz.
