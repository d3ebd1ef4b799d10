# كلمات إعادة التخطيط: ما يتغير ولمن، لتُقرأ عبر اللاسلكي.
replan-title = تغييرات خطة { $name } ابتداءً من { $when }
replan-line = { $convoy }: { $what }
replan-later = الصعود { $when }، بتأخير { $n ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
replan-earlier = الصعود { $when }، بتقديم { $n ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
replan-as-before = الصعود { $when } كما كان
replan-new = قافلة جديدة، الصعود { $when }
replan-dropped = لا تسافر، لم يبقَ فيها أحد
replan-people = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
}
replan-vehicles = المركبات { $vehicles }
replan-to = إلى { $to }
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
replan-suspended = هناك تعليق سارٍ. لا تصح هذه الأوقات إلا إذا استؤنف الإجلاء فوراً؛ وبالخيار --now يؤخذ وقت لاحق.
replan-both = الخطة السابقة --old وسجلها --from يُذكران معاً، والخيار --changes يحتاج إلى كليهما.
replan-kept = مع --old تبقى الأعداد وما وُضع جانباً كما في الخطة السابقة: اتركوا --level و--despite و--prove.
replan-window = تحتاج إعادة التخطيط إلى مدة في الاتفاق، كي توضع الأوقات المبلَّغ عنها في الخطة.
