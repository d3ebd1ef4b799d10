# كلمات المحاكاة. ترافق الرسالة الأولى كل محاكاة أينما عُرضت.
rehearsal-compares = المحاكاة تقارن بين الخطط والبنود، ولا تتنبأ بأي يوم: فتواتر الأخطار مأخوذ من حالات قليلة ومن افتراضات.
rehearse-needs-file = اذكروا اتفاقاً، أو اطلبوا «--assumptions».
exercise-needs-one = يحتاج التمرين إلى اتفاق واحد وإلى خطته بعد «--plan».
rehearse-unplanned = لم تُذكر خطة، ولا توضع خطة ما دامت هذه الأخطاء قائمة. تجاوزوها بذكر السبب في «mamarr plan --despite» ثم اذكروا تلك الخطة بعد «--plan».
plan-for-each = اذكروا خطة لكل اتفاق بالترتيب نفسه، أو لا تذكروا أي خطة: عدد الاتفاقات هنا { $files } وعدد الخطط { $plans }.
of-worth-only = لا يُستعمل «--leave-one-out» و«--dask» إلا مع «--worth».
fitted-dangers-only = يستخرج «--leave-one-out» أرقام الأخطار المرفقة بممر من الحالات المرصودة؛ أما أرقامكم فلا حالات لها تُستبعد.
rehearsal-title = محاكاة { $name }: { $runs ->
    [zero] بلا تجارب
    [one] تجربة واحدة
    [two] تجربتان
    [few] { $runs } تجارب
    [many] { $runs } تجربة
   *[other] { $runs } تجربة
}، رقم البدء { $seed }
rehearsal-runs = { $n ->
    [zero] بلا تجارب
    [one] تجربة واحدة
    [two] تجربتان
    [few] { $n } تجارب
    [many] { $n } تجربة
   *[other] { $n } تجربة
}
rehearsal-finish = آخر وصول
rehearsal-never = لا يحدث أبداً
rehearsal-not-out = لم يخرجوا عند انتهاء المدة
rehearsal-not-out-of = لم يخرجوا ممن خروجهم بطلب من { $side }
rehearsal-stayed = اختاروا البقاء
rehearsal-imbalance = أكبر فارق في التنفيذ
rehearsal-imbalance-stopped = فارق التنفيذ الباقي في التجارب التي لم يخرج فيها الجميع
rehearsal-endings = ما حال دون خروج الناس
rehearsal-ending = { $what }: في { rehearsal-runs }، وفي المتوسط { $people ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $people } أشخاص
    [many] { $people } شخصاً
   *[other] { $people } شخص
}
rehearsal-in-window = يخرج الجميع قبل انتهاء المدة في { $share } من التجارب (بدقة من { $low } إلى { $high }؛ وبحسب ما لا يعرفه أحد يقيناً من { $least } إلى { $most })
rehearsal-at-all = يخرج الجميع في النهاية في { $share } من التجارب (من { $low } إلى { $high }؛ ومن { $least } إلى { $most })
rehearsal-out-by = من خرجوا حتى
rehearsal-struck = على متن مركبات هوجمت حيث تنتظر
rehearsal-hours-on-board = ساعات على متن المركبات، متوسط الشخص
rehearsal-tenth-on-board = ساعات على متن المركبات، العُشر الأسوأ حالاً من الناس
rehearsal-worst-on-board = ساعات على متن المركبات، القافلة الأسوأ حالاً
rehearsal-hours-waiting = ساعات الانتظار في المركبات المحملة، متوسط الشخص
rehearsal-tenth-waiting = ساعات الانتظار في المركبات المحملة، العُشر الأسوأ حالاً من الناس
rehearsal-worst-waiting = ساعات الانتظار في المركبات المحملة، القافلة الأسوأ حالاً
rehearsal-groups-head = لم يخرجوا عند انتهاء المدة، بحسب المجموعة
rehearsal-at-head = لم يخرجوا، وآخر مكان بلغوه
rehearsal-waiting-at-head = مجموع ساعات انتظار الناس في المركبات المحملة عند
rehearsal-mean = المتوسط
rehearsal-assumed = { $n } من { $of } أخطار تستند إلى أرقام لم يرصدها أحد: mamarr rehearse --assumptions
cause-danger = إغلاق الطريق نهائياً
cause-clause = بند بقي شرطه غير متحقق
cause-plan-order = ترتيب الخطة أو مركباتها
cause-late = تأخّر تجاوز نهاية المدة
rehearsal-slow = السير والتفتيش والتأخيرات الصغيرة مجتمعة

R001 = تحتاج المحاكاة إلى تجربة واحدة على الأقل و{ $most } على الأكثر، وقد طُلب { $runs }
    .do = ضعوا بعد «--runs» عدداً من 1 إلى { $most }؛ والرقم 1,000 بداية جيدة.
R002 = رقم البدء { $seed } سالب
    .do = ضعوا بعد «--seed» عدداً صحيحاً من 0 فما فوق؛ والرقم نفسه يعطي المحاكاة نفسها.
R003 = وُضعت الخطة للاتفاق { $plan } ولا توافق الاتفاق { $agreement }
    .do = أعيدوا التخطيط انطلاقاً من هذا الاتفاق، أو سمّوا الاتفاق الذي وُضعت له الخطة.
R004 = خطة { $plan } لا تنقل أحداً
    .do = حدّدوا أعداد المغادرين ثم أعيدوا التخطيط.
R020 = «Dask» غير مثبّت على هذا الجهاز
    .do = ثبّتوه هكذا: pip install "mamarr[dask]". ومن دون «--dask» يجري العمل نفسه على هذا الجهاز بالنتيجة نفسها.
R021 = لا يجيب أي عنقود «Dask» على العنوان { $address }: { $problem }
    .do = اذكروا عنوان المنسّق فيه بعد الاتفاقات، مثل «tcp://host:8786»؛ أو «--dask» وحده لعنقود على هذا الجهاز.
R022 = نسخة ممر لدى العاملين على العنوان { $address } غير هذه النسخة، فلن تكون نتائجهم هي نفسها
    .do = ثبّتوا النسخة نفسها على كل جهاز عامل وشغّلوا العنقود من جديد.
