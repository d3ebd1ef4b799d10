# كلمات البحث عن خطة أفضل: ما يُراد تقليله، وكيف جرى البحث، وما تحققه الخطة.
plan-safe = يبلغ الأشخاص الأمان في المتوسط بعد بدء المدة بما قدره { $hours ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}{ $first ->
    [none] { "" }
   *[other] ؛ ومن لا يجوز تأخيرهم بعد { $protected ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $protected } ساعات
        [many] { $protected } ساعة
       *[other] { $protected } ساعة
    }
}
plan-aboard = المدة على متن المركبات: { $minutes ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
} في المتوسط، و{ $longest } على الأكثر
plan-gathered = القوافل التي على متنها أشخاص في مكان واحد في وقت واحد: { $number } على الأكثر، في { $place } عند { $when }
plan-searched = هدف البحث { $objective ->
    [finish] أن يكون آخر وصول أبكر ما يمكن
    [imbalance] أن يكون فارق التنفيذ أقل ما يمكن
    [aboard] أن تكون المدة على متن المركبات أقصر ما يمكن
    [together] أن تكون القوافل المحمّلة في مكان واحد أقل ما يمكن
   *[safe] أن يبلغ الأشخاص الأمان أبكر ما يمكن
}: جُرّبت { $work ->
    [zero] خطط عددها { $work }
    [one] خطة واحدة
    [two] خطتان
    [few] { $work } خطط
    [many] { $work } خطة
   *[other] { $work } خطة
}، والبذرة { $seed }
plan-searched-work = العمل نفسه بالبذرة نفسها يعطي هذه الخطة ثانية.
plan-searched-time = أوقفه حد الوقت، وقد لا يبلغ تشغيل آخر النقطة نفسها: ‏‎--work { $done } --seed { $seed }‎ يعطي هذه الخطة ثانية.
plan-searched-interrupt = أُوقف البحث: هذه أفضل خطة حتى الآن. ‏‎--work { $done } --seed { $seed }‎ يعطيها ثانية.
plan-search-progress = جُرّبت { $work } خطة · آخر وصول { $best } · الحد الأدنى { $bound } · الفرق { $gap }% · يأخذ Ctrl-C أفضل ما وُجد
