# كلمات الأخطار التي تسحبها المحاكاة، وعيوب ملف الأخطار.
assumptions-read = كل رقم: القيمة المرجحة، وبين قوسين أدنى ما يُحتمل وأقصاه. وتُجرى التجارب وفق 64 جواباً بينهما.
assumptions-strikes = يصيب: { $what }
assumptions-at = في هذه الأماكن فقط: { $places }
assumptions-once-in = مرة كل { $times } ({ $who })
assumptions-only-ahead = فقط ما دام فاعله قد نال أكثر من الجانب الآخر
assumptions-only-behind = فقط ما دام فاعله قد نال أقل من الجانب الآخر
assumptions-rises-with-imbalance = يزداد تواتره بهذا القدر لكل واحد بالمئة من فارق التنفيذ: { $figure }
assumptions-at-night = ليلاً قياساً إلى تواتره نهاراً: { $figure }
assumptions-chance = احتمال وقوعه لكل قافلة ومرحلة: { $figure }
assumptions-part = النسبة من الناس: { $figure }
assumptions-loses-vehicle = تُفقد مركبة، من مرات الوقوع: { $figure }
assumptions-never-ends = لا ينتهي، من مرات الوقوع: { $figure }
assumptions-lasts = يدوم { $figure }
assumptions-off-by = قد تحيد المدد كلها معاً فتبلغ هذا القدر منها: { $figure }
assumptions-eased = مع { $remedy } يبقى منه هذا القدر: { $figure }
assumptions-observed = ما رُصد: { $text }
assumptions-source = المصدر: { $title } ({ $kind }، { $on }) { $url }
assumptions-assumed = مفترض لم يرصده أحد: { $text }
assumptions-spread = { $likely } (من { $low } إلى { $high })
source-neutral = محايد
source-press = صحافة
source-party = رواية طرف
source-study = دراسة
strikes-boarding = الصعود، من أحد الأطراف
strikes-road = طريقاً
strikes-crossing = معبراً
strikes-reception = مكان استقبال
strikes-waiting = مكاناً تقف فيه مركبات محملة
strikes-weather = كل الطرق
strikes-loading = صعود قافلة واحدة
strikes-driving = مرحلة سير لقافلة واحدة
strikes-inspection = تفتيش قافلة واحدة
strikes-attestation = إثبات عدد قافلة واحدة
strikes-people = عدد من يأتون
whose-signed = لكل واحد بيد من وقّع أو من فعله
whose-vouched-for = لكل واحد بيد من تعهد عنه ضامن أو من فعله
whose-not-bound = لكل واحد بيد من لا يلزمه شيء أو من فعله
whose-anybody = لكل واحد أياً كان من بيده أو من يفعله
remedy-monitor-posted = مراقب في المكان
remedy-inspection-observed = مراقبة التفتيش
remedy-suspension-limited = سقف لمدة التعليق
remedy-disputes-decided = جهة تفصل في الخلافات
remedy-numbers-settled = قاعدة للنقص ولمن يختارون البقاء
remedy-lists-frozen = قوائم مثبتة
remedy-spare-vehicles = مركبات احتياط في كل أسطول
remedy-waiting-limited = سقف للوقت على متن المركبات
remedy-cordon-posted = طوق أمني في المكان
remedy-conduct-settled = قاعدة للتجمعات والتصوير
span-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
}
span-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
span-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}

R010 = الخطر { $danger } لا يذكر دليلاً ولا يصرّح بأنه مفترض
    .do = اذكروا مصدراً تحت «evidence»، أو بيّنوا تحت «assumption» أي أرقامه لم يرصدها أحد.
R011 = الخطر { $danger } لا يبيّن عدد مرات وقوعه بالطريقة التي تناسبه
    .do = لما يُغلق شيئاً «once in»، ولما يؤخر قافلة «chance»، ولمن يختارون البقاء «part».
R012 = المدة بين وقوعين للخطر { $danger } صفر
    .do = ضعوا متوسط المدة بين وقوعين مثل «20 days»، أو احذفوا السطر إن كان لا يقع.
R013 = الأدنى والمرجح والأعلى غير مرتبة في الخطر { $danger }
    .do = الأدنى لا يزيد على المرجح، والمرجح لا يزيد على الأعلى.
R014 = المصدر { $source } بلا تاريخ
    .do = ضعوا تاريخ النشر تحت «on».
R015 = الخطر { $danger } لا يبيّن كم يدوم
    .do = ضعوا «minutes» بالأدنى والمرجح والأعلى، أو «never ends: 100%».
R016 = الخطر { $danger } يذكر { $place }، وليس { $kind ->
    [party] طرفاً
   *[place] مكاناً
} في الاتفاق { $agreement }
    .do = اذكروا واحداً من: { $known }؛ أو احذفوا «at» فيصيب الخطر كل الأماكن.
R017 = هذا السطر من الخطر { $danger } لا معنى له مع ما يصيبه
    .do = احذفوه. يناسب «only while» ما يُغلق شيئاً، و«rises with imbalance» و«at night» كل شيء عدا الأشخاص، و«loses vehicle» السير.
