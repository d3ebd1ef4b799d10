# كلمات سطر الأوامر.
help = ما العمل
check-summary = { $errors ->
    [0] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $errors } أخطاء
    [many] { $errors } خطأً
   *[other] { $errors } خطأ
}، { $warnings ->
    [0] لا تحذيرات
    [one] تحذير واحد
    [two] تحذيران
    [few] { $warnings } تحذيرات
    [many] { $warnings } تحذيراً
   *[other] { $warnings } تحذير
}، { $notes ->
    [0] لا ملاحظات
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $notes } ملاحظات
    [many] { $notes } ملاحظةً
   *[other] { $notes } ملاحظة
}
explain-means = ما معناه
explain-do = ما العمل
explain-unknown = لا توجد قاعدة { $code }. القواعد المعروفة: { $known }
fix-unknown = لا معالجة آلية لهذه الرموز: { $codes }. توجد معالجة آلية لما يلي: { $known }
fixed = { $code }: { $n ->
    [0] لا شيء للإصلاح
    [one] أُصلح في موضع واحد؛ ويبقى على الأطراف الاتفاق عليه
    [two] أُصلح في موضعين؛ ويبقى على الأطراف الاتفاق عليه
    [few] أُصلح في { $n } مواضع؛ ويبقى على الأطراف الاتفاق عليه
    [many] أُصلح في { $n } موضعاً؛ ويبقى على الأطراف الاتفاق عليه
   *[other] أُصلح في { $n } موضع؛ ويبقى على الأطراف الاتفاق عليه
}
standard = المعيار: { $standard }
example = مثال
more-places = … و{ $n ->
    [one] موضع آخر
    [two] موضعان آخران
    [few] { $n } مواضع أخرى
    [many] { $n } موضعاً آخر
   *[other] { $n } موضع آخر
}
despite-unknown = لا توجد قاعدة { $code }؛ أعطوا --despite رمزاً مما يعرضه mamarr check
despite-reason = يحتاج --despite إلى رمز وسبب، مثل B201:"the holder gave its word to the cell"؛ المُعطى: { $given }
plan-refused = لم تُوضع خطة: يجب أولاً إصلاح { $codes }، أو وضعها جانباً مع ذكر السبب: --despite CODE:REASON. أما فرض شرط على الجرحى أو المرضى أو الأطفال فلا يُوضع جانباً.
plan-more = عدد القوافل غير المعروضة: { $n }؛ يعرضها --all ويكتبها --csv.
plan-links-before = { $n ->
    [zero] لا حلقات سابقة
    [one] حلقة سابقة واحدة
    [two] حلقتان سابقتان
    [few] { $n } حلقات سابقة
    [many] { $n } حلقة سابقة
   *[other] { $n } حلقة سابقة
}
plan-keeps = الخطة تفي بالاتفاق.
written = كُتب: { $files }
output-lost = تعذّرت كتابة المخرجات: { $problem }
preparing = تهيئة هذا الحاسوب، لمرة واحدة: تستغرق ما يصل إلى دقيقة
not-written = تعذرت كتابة { $file }: { $problem }. وما كان فيه من قبل لم يتغير.
same-file = يقرأ هذا الأمر { $file } أو يكتبه مرتين: اختاروا مساراً آخر. لم يُكتب شيء.
by-missing = يلزم مع الخيار --by ذكر مَن يُدخل البلاغ: مكتب، لا اسم شخص أبداً.
rehearsing = محاكاة
rehearsal-what = في كذا من كل مئة تجربة، أقل من
usage-line = طريقة الاستخدام: { $usage }
usage-help = للمساعدة: { $command }
usage-error = خطأ: { $message }
usage-missing-argument = ينقص الأمر: { $name }
usage-missing-option = ينقص الخيار { $name }
usage-no-option = لا يوجد خيار بهذا الاسم: { $name }
usage-command = لم يُذكر الأمر المطلوب.
usage-no-command = لا يوجد أمر بهذا الاسم: { $name }
usage-near = هل المقصود { $names }؟
usage-invalid = { $name }: { $message }
usage-not-one-of = القيمة «{ $value }» ليست من هذه القيم: { $choices }.
usage-not-a-number = القيمة «{ $value }» ليست عدداً.
usage-not-in-range = القيمة { $value } خارج المجال { $range }.
usage-not-a-time = القيمة «{ $value }» ليست وقتاً من أيامنا؛ اكتبوه هكذا: 2030-03-04 06:40.
usage-no-file = لا يوجد ملف باسم «{ $value }».
usage-not-opened = تعذّر فتح الملف «{ $value }»: { $problem }
usage-takes-a-value = الخيار { $value } يحتاج إلى قيمة.
usage-takes-no-value = الخيار { $value } لا يأخذ قيمة.
usage-too-many = كلام زائد على الأمر: { $value }
key-made = المفتاح في { $file }؛ لا تُطلعوا عليه أحداً. نصفه العلني: { $public }
log-opened = فُتح سجل جديد في { $file }. رأس السجل: { $head }
log-plan = ابتداءً من { $since } بالتوقيت العالمي يتبع الخطة { $plan }
new-replaces = الخيار --new يفتح سجلاً، والخيار --replaces يغيّر خطة سجل قائم: أحدهما فقط.
log-whole = { $file } سليم: كل قيد وتوقيع ورأس السجل يُستخرج من محتواه.
head-form = رأس السجل عدد ومعه 64 رمزاً كاملة كما يعرضها `mamarr status`؛ المُعطى: { $given }
recorded = { $number } · { $id } · { $kind } { $convoy } · رأس السجل { $size }:{ $root }
recorded-before = { $number } · { $id } · { $kind } { $convoy } · سُجّل من قبل · رأس السجل { $size }:{ $root }
not-recorded = لم يُسجَّل: { $line }
board-title = { $name }. للخلية حصراً
board-now = حتى { $when } ({ $zone })
board-head = رأس السجل: { $head }
board-suspended = معلّق بقرار { $by } منذ { $since } (القافلة: { $convoy })
board-awaits = للاستئناف يلزم بعدُ قرار: { $names }
board-side = الناس، بطلب من
board-convoy = القافلة
board-where = أين أفرادها
board-blocked = ما يمنعها
board-go = إذن الانطلاق
board-expected = المتوقع
board-more = قوافل غير معروضة (وصلت أو لاحقة في الخطة): { $n }؛ يعرضها --all
board-not-go = «لا بند يمنع» ليس إذناً بالانطلاق. الإذن بالانطلاق حدث يوقّعه رئيس العملية وله أجل.
board-no-clause = لا بند
board-no-go = لا إذن
board-go-until = حتى { $until }
board-overdue = متأخرة
board-by-suspension = تعليق
board-by-article = المادة { $number } ({ $name })
board-by-turn = الدور أو المركبات ({ $name })
board-contradiction = أعداد مختلفة: { $convoy } { $kind }: { $counts }. وكلها محفوظة.
plan-of-log = في { $file } خطة السجل { $log }، ولو استُبدلت لما قبل ذلك السجل بلاغات بعدها. لم يُكتب شيء، فاختاروا اسماً آخر بالخيار -o.
