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
explain-unknown = لا توجد قاعدة { $code }. القواعد المعروفة: { $known }
fix-unknown = لا علاج آلي لـ { $codes }. يوجد علاج آلي لـ: { $known }
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
despite-reason = يحتاج --despite إلى رمز وسبب، مثل B201:"the holder gave its word to the cell"؛ المُعطى: { $given }
plan-refused = لم تُوضع خطة: يجب أولاً إصلاح { $codes } أو تنحيتها بذكر السبب --despite CODE:REASON. أما شرط على الجرحى أو المرضى أو الأطفال فلا يُنحّى.
plan-more = { $n } من القوافل غير معروضة؛ يعرضها --all ويكتبها --csv.
plan-links-before = حلقات سابقة: { $n }
plan-keeps = الخطة تفي بالاتفاق.
written = كُتب: { $files }
rehearsing = محاكاة
rehearsal-what = في كذا من كل مئة محاكاة، أقل من
