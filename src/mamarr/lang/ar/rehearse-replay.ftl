# كلمات التمرين: يوم واحد من المحاكاة يشاهده المتدرب ويقرر فيه.
replay-halt = { $when }: { $name } ({ $by }). لا يصعد أحد.
replay-where = خرج { $out } من الناس، و{ $loaded } في مركبات محملة. ماذا تفعلون؟
replay-choose = 1 أو 2 أو 3
replay-wait = الانتظار: ينتهي التوقف حين ينهيه من أوقف
replay-resume = الاستئناف بضمان: يرفعه { $names } بعد { $hours } ساعات من بدئه ({ $kind ->
    [agreed] السقف المنصوص عليه في الاتفاق
   *[assumed] لا سقف في الاتفاق، فهذا افتراض
})
replay-nobody-lifts = الاستئناف بضمان: غير متاح. فالاتفاق لا يسمّي من يحق له رفع التعليق.
replay-nobody-guarantees = الاستئناف بضمان: غير متاح. فلا ضامن لهذا الاتفاق.
replay-ends-sooner = الاستئناف بضمان: لا حاجة إليه. فالتوقف ينتهي قبل أن يرفعه ضمان.
replay-break-off = الإنهاء: لا يصعد أحد بعد الآن، ويصل من هم في الطريق
replay-decision = { $choice ->
    [wait] الانتظار
    [resume] الاستئناف بضمان
   *[break-off] الإنهاء
}
replay-no-decision = { $file }:{ $line }: «{ $answer }» ليس قراراً. اكتبوا: انتظار أو استئناف أو إنهاء، أو 1 أو 2 أو 3.
replay-not-allowed = { $file }:{ $line }: «{ $answer }» غير متاح هنا، والسبب في الأسطر أعلاه.
replay-no-halt = لم يكن على أحد أن يقرر في هذا اليوم: لم يتوقف الصعود قط. جرّبوا رقم بدء آخر أو أخطاراً من عندكم.
replay-what-if = ماذا لو: اليوم نفسه بالسحب نفسه؛ وبعد قرار آخر تُنتظر نهاية كل توقف لاحق.
replay-as-decided = بحسب قراراتكم
replay-had-head = القرار
replay-had = { $when }: { $decision }
replay-out = خرجوا
replay-left = لم يخرجوا
replay-finish = آخر وصول
replay-tenth-on-board = ساعات على متن المركبات، أسوأ عُشر
replay-tenth-waiting = ساعات انتظار في مركبات محملة، أسوأ عُشر
replay-unread = تعذرت قراءة الأجوبة في { $file }: { $problem }
replay-written = { $file }: الأحداث { $n } ومرات التوقف { $halts }. ولا يمكن أبداً فتحه سجلاً ليوم حقيقي.
replay-watch = شاهدوه ساعة بساعة: mamarr status { $agreement } --plan { $plan } --log { $log } --now "YYYY-MM-DD HH:MM"

R005 = ليس للاتفاق مدة، فلا يوم يُعاد عرضه
    .do = اذكروا «window» مع «opens» و«closes» و«zone».
