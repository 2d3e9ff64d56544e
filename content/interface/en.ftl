# Interface texts in English.

welcome =
    __Salam! This is Jardam: help for migrants from Kyrgyzstan.__

    Write your question in your own words: in Kyrgyz, Russian, Uzbek or English, in any letters. Or choose a topic.

    It is free. We do not ask for your name or papers.
home = How can I help? Write your question in your own words or choose a topic.
greeting = Salam! I am Jardam, a program that answers questions of migrants from Kyrgyzstan from checked texts. What happened? Write it in your own words or choose a topic.
help =
    __How to use this__

    - Write your question in plain words. Mistakes do not matter.
    - If it is urgent, write the main thing first: who, where, what is happening.
    - /topics – all topics
    - /offices – consulates and phones
    - /language – language
    - /country – the country where you are
    - /privacy – what we keep
    - /wipe – delete this chat

    Answers are general information, not the work of a lawyer. We are not an emergency service: if life is in danger, call 112.
privacy =
    __What we keep__

    - Your questions are not kept.
    - Your language, country and chat number are kept encrypted, to go on with the conversation.
    - The last answers are kept encrypted for 24 hours, so that they are not lost when the connection fails.
    - We do not ask for your name, phone number or papers. Do not send photos of your passport.
    - Your location is used for one answer only and is not kept.
    - The messenger itself keeps the chat, with it and on your phone.

    /wipe deletes the messages of this chat from the last 48 hours and all that we keep about you. Delete older messages yourself: open the menu of the chat and choose “Delete chat”.
wipe-question =
    __Delete this chat?__

    The messages of the last 48 hours and all that we keep about you will be gone. They cannot be brought back.

    The program cannot delete messages older than 48 hours. Delete them yourself: open the menu of the chat and choose “Delete chat”.
wipe-done = Done: what we kept is deleted. Delete older messages yourself in the menu of the chat. To begin again, write a question.

privacy-webchat =
    __What we keep__

    - Your questions are not kept.
    - Your language and country are kept encrypted, to go on with the conversation. While the page is open, the browser remembers a random number of the conversation.
    - The last answers are kept encrypted for 24 hours, so that they are not lost when the connection fails.
    - We do not ask for your name, phone number or papers. Do not send numbers of papers.
    - Your location is used for one answer only and is not kept.

    /wipe deletes all that we keep about you. Delete the history of the browser yourself.
wipe-question-webchat =
    __Delete this conversation?__

    The conversation on this page and all that we keep about you will be gone. They cannot be brought back.

    The address of the page stays in the history of the browser. Delete it yourself.
wipe-done-webchat = Done: all that we kept is deleted. Delete the history of the browser yourself. To begin again, write a question.

choose-language = Choose your language. / Тилди тандаңыз. / Выберите язык. / Tilni tanlang.
choose-country = Which country are you in now? The laws and phone numbers depend on it.
topics = __All topics__
report =
    __Do you want to report a violation?__

    We cannot take reports here yet. But you can do something important today: keep the evidence (photos, messages, names, dates) and choose a topic. It says where to complain and how.

did-you-mean = I am not sure that I understood. Is it about this?
out-of-scope =
    I have no checked answer to this question. I help with entry bans, papers, wages, police, the medical examination, children and going home.

    Try to write it in another way or choose a topic.
none-of-these =
    Then choose a topic from the list or write your question in other words.

    To talk to a person: Consular Department of the Foreign Ministry of Kyrgyzstan, { $phone }.
cannot-read = I understand only text. Please write your question in words.
cannot-read-nothing = Please write your question in words, at least two or three.
cannot-read-voice = I cannot listen to voice messages. Please write the main thing in words; mistakes do not matter.
cannot-read-photo = I cannot look at photos. Do not send photos of papers. Please write your question in words.
cannot-read-document = I cannot open files. Please write your question in words.
cannot-read-contact = We do not collect phone numbers. Please write your question in words.
button-is-old = This button is out of date. Here is the main menu.
trouble = I cannot answer right now. Your message is not lost, and we will try again. If it is urgent, call { $phone }.
not-an-emergency-service = This program is not an emergency service. If there is danger right now, call.

checked = Checked on { $date }
for-other-country = This answer is for: { $countries }. We have no checked answer for your country yet: ask the consulate.
sources = __Sources__
sources-not-shown = The sources of this section are shown to editors only.
thanks-helpful = Thank you! We are glad that it helped.
sorry-not-helpful = We are sorry. Try other words, open another topic or call the consulate.

offices =
    __Consulates and help near you__

    Write your city: in any country, in any letters. Or choose a country.
offices-country = Choose a country.
offices-in = __{ $country }__: consulates and help lines
city-not-found = I did not find the city “{ $city }”. Check the name or choose a country.
office-label-embassy = Embassy, { $city }
office-label-consulate-general = Consulate General, { $city }
office-label-consular-section = Consular Section, { $city }
office-distance = Distance in a straight line: about { $km } km
office-button-distance = { $name }, { $km } km
office-address = Address: { $address }
office-phone = Phone: { $phones }
office-line-own = Emergency line: { $phone }
office-line-embassy-moscow = Hotline of the embassy in Moscow: { $phone }
office-line-consular-department-bishkek = Hotline of the Consular Department in Bishkek: { $phone }
office-no-address = We have no checked address or phone. Call the line below first.
office-dated = As of { $date }. Before you go, check on mfa.gov.kg or by phone.
risk-state-check = __Take care:__ this is a state body. Contacting it may lead to a check of your papers. If they are not in order, ask the consulate first, unless life is in danger.
risk-foreign-agent = __Take care:__ in Russia this organisation is labelled a “foreign agent”. Asking it for help is not forbidden, but do not forward or publish its materials.
risk-unchecked = __Take care:__ we have not checked whether this organisation is on the lists of those banned in Russia. Do not keep its materials on your phone.

button-home = 🏠 Menu
button-back = ← Back
button-all-topics = All topics
button-topic = Whole topic: { $topic }
button-offices = Consulates
button-report = Report a violation
button-language = Тил / Language
button-country = Country
button-help = Help
button-privacy = What we keep
button-wipe = Delete this chat
button-wipe-yes = Yes, delete
button-other-country = Another country
button-more-countries = More countries
button-another-city = Another city
button-share-location = 📍 Send where I am
button-helpful = 👍 It helped
button-not-helpful = 👎 It did not help
button-sources = Sources
button-none-of-these = No, something else

command-start = Start
command-topics = All topics
command-offices = Consulates and phones
command-language = Choose your language
command-country = Choose your country
command-help = How to use this
command-privacy = What we keep
command-wipe = Delete this chat
bot-description =
    Jardam answers questions of migrants from Kyrgyzstan: entry bans, the register, wages, the medical examination, police, consulates, children. In Kyrgyz, Russian, Uzbek and English. Free.
bot-short-description = Help for migrants from Kyrgyzstan. Free, no name, no papers.

web-title = Jardam: help for migrants from Kyrgyzstan
web-label = Your question
web-send = Send
web-you = You
web-restart = Start again
web-too-long = The text is too long. Write the main thing, in up to { $limit } characters.
web-expired = The page is out of date. Please write your question again.
web-busy = Too many messages at once. Wait a minute and try again.
web-trouble = I cannot answer right now. Wait a minute and send it again. If it is urgent, call { $phone }.
terminal-hint = Write a question. A number chooses a button. To leave: /quit
