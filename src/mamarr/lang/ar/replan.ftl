# كلمات إعادة التخطيط: ما يتغير ولمن، لتُقرأ عبر اللاسلكي.
replan-title = تغييرات خطة { $name } ابتداءً من { $when }
replan-line = { $number }. { $convoy }: { $what }
replan-moved = الصعود { $when } بدلاً من { $was }
replan-as-before = الصعود { $when } كما كان
replan-new = قافلة جديدة، الصعود { $when }
replan-dropped = لا تسافر، لم يبقَ فيها أحد (كان موعدها { $was })
replan-on = { $time } يوم { $day }
replan-at = في { $place }
replan-hours = ساعات بعد بدء المدة
replan-number = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
}
replan-people = { $was ->
    [none] { $now }
   *[other] { $now } بدلاً من { $was }
}
replan-vehicles = { $was ->
    [none] المركبات: { $now }
   *[other] المركبات: { $now } بدلاً من { $was }
}
replan-from = { $was ->
    [none] المركبات من { $now }
   *[other] المركبات من { $now } بدلاً من { $was }
}
replan-to = { $was ->
    [none] إلى { $now }
   *[other] إلى { $now } بدلاً من { $was }
}
replan-anywhere = حيث توجد
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
replan-none = لا شيء يتغير لمن ينتظرون.
replan-unchanged = قوافل تنتظر ولم يتغير شيء فيها: { $n ->
    [zero] لا قافلة
    [one] قافلة واحدة
    [two] قافلتان
    [few] { $n } قوافل
    [many] { $n } قافلة
   *[other] { $n } قافلة
}.
replan-boarded = قوافل صعد أفرادها ولا تُنقل مواعيدها: { $n ->
    [zero] لا قافلة
    [one] قافلة واحدة
    [two] قافلتان
    [few] { $n } قوافل
    [many] { $n } قافلة
   *[other] { $n } قافلة
}.
replan-searched = ترتيب القوافل التي تنتظر جديد: في الترتيب السابق لا يستطيع الجميع الوصول ضمن المدة.
replan-tried = جُرّب ترتيب القوافل التي تنتظر بعدد من الطرق هو { $n }، والبذرة { $seed }.
replan-told = الخيار --objective told ليوم يُخطط من جديد: يحتاج إلى --old و--from.
replan-suspended = هناك تعليق سارٍ. لا تصح هذه الأوقات إلا إذا استؤنف الإجلاء فوراً؛ وبالخيار --now يؤخذ وقت لاحق.
replan-both = الخطة السابقة --old وسجلها --from يُذكران معاً، والخيار --changes يحتاج إلى كليهما.
replan-kept = مع --old تبقى الأعداد وما وُضع جانباً كما في الخطة السابقة: اتركوا --level و--despite و--prove.
replan-window = تحتاج إعادة التخطيط إلى مدة في الاتفاق، كي توضع الأوقات المبلَّغ عنها في الخطة.
