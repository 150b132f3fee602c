"""The words by which statements are understood, English and Chinese: tables, no code.

All patterns are over lower-case text (`agent.statement.words.plain`).
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _words(
    "is has had have was are the a an n num of in id idx index no col column value val"
    " to on at by for from with and or as within per"
)
"""Words of a column's name that say little of what it holds."""

CURRENCIES = ("eur", "usd", "gbp", "cny", "chf", "jpy", "inr", "yuan", "rmb")
_TIMES = (
    "hours hour h minutes minute mins min seconds second secs sec days weeks months"
)

MEASURED: dict[str, frozenset[str]] = {
    **{unit: _words("amount amounts sum sums") for unit in CURRENCIES},
    **{unit: _words("time times duration") for unit in _TIMES.split()},
}
"""What a unit at the end of a name measures: "recovered amount" for `recovered_eur`,
"reply time" for `reply_hours`."""

HEADS = (
    "类型|类别|分类|种类|名称|姓名|内容|金额|数值|分级|分期|分型|评级|"
    "等级|级别|程度|标签|结果|状态|情况|信息|与否|数量?|个数|工号|编号|代号"
)
"""Last words of Chinese names that say less than what stands before them."""

MEDIA = "录音|音频|照片|图像|图片|影像|视频|作品|扫描件?|截图|波形|曲线|信号|文本|记录"
"""The same of names of media: 哭声 for `哭声录音`."""

SAME_NOUNS = (
    "类型|类别|分类|种类|分级|分期|分型|评级|等级|级别|程度|标签|结果|状态|结论",
    "时间|时长|用时|耗时",
    "费用|成本|花费|花销|开销|开支|金额|价格|价钱|花的钱|钱|费",
    "价格|售价|租金|月租|房租|金额|价",
    "次数|数量|个数|总数|总量|量|数",
    "比例|占比|比率|率",
    "得分|分数|评分|打分|成绩|分",
    "日期|时间|日",
)
"""Last words of Chinese names that stand for each other: 病理类型, 病理结果."""

ALL_OF = (
    r"(?:(?:[这那]|以上|上述|前面)?(?:[两三四五六几些]|多(?!少))[个项种样类列条份]?|[这那]些|所有|全部|一切"
    r"|任何|各[个项种类样]?)的?"
)
"""Before a Chinese noun that stands for several columns: 两项费用."""

UNITS = _words(
    "ev kg g mg lb km m cm mm s sec ms min h hz khz ghz mhz c f k pct percent usd eur"
    " cny debye mb kb gb bytes deg degc kmh mph db v w kw kwh mw gw mwh gwh ppm per bpm"
    " t wh chf jpy inr yuan rmb cents ppb rpm lux kcal mpa"
    " ha ml dl mmol nm um hpa kpa gbp mgkg gkg mgl ugl gl mgdl mmoll tha kgha kgm3 gpt"
    " ugm3 分钟 小时 秒 毫秒 天 天数 次数 元"
)
"""Units at the end of a column's name."""

_NO_INCOME = (
    r"(?![^.?;]{0,40}\b(?:makes?|earns?|brings? in|gross(?:es)?|generates?"
    r"|takes? in)\b)"
)
"""Behind "how much (money)": nobody asks for a price."""

_SOLD_FOR = r"(?<=\b(?:sold|sell) )for\b|(?<=\bsells )for\b"
"""Beside the word for a sale what it brings: of two prices the one that says so."""

CONCEPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\bhow many\b|\bnumber of\b|数量|几个|个数"
        r"|多少(?![钱元块万公千克斤吨升米度天秒分小年月周%])",
        ("count", "number", "total"),
    ),
    (
        rf"\bhow much\b(?= (?:does|is|do|it|money)){_NO_INCOME}"
        rf"|\bcosts?\b|\bfetch(?:es)?\b|{_SOLD_FOR}|价格|售价|房价"
        r"|(?:要?花|收|付|卖|值)?了?多少钱",
        ("price", "cost", "amount", "fare", "金额", "价格", "费用"),
    ),
    (
        r"\bhow long\b|\bdurations?\b|时长|持续时间|多久|多长时间",
        ("duration", "length", "seconds", "minutes", "hours", "时长", "耗时", "用时"),
    ),
    (
        r"\bhow many (?:seconds|minutes|hours)\b",
        ("duration", "seconds", "minutes", "hours", "时长", "耗时", "用时"),
    ),
    (
        r"做(?=这|那|一|完|好|出|得)|备餐|出餐|制作",
        ("prep", "preparation", "cooking", "制作", "备餐", "出餐"),
    ),
    (r"送(?=这|那|一|完|到|过|得|货|餐|达)", ("delivery", "shipping", "配送")),
    (r"多久|多长时间", ("days", "weeks", "months")),
    (
        r"[来去到][^,，。；;]{0,3}(?:几|多少)[次趟回]|光顾|到访"
        r"|\bhow often\b[^.;,?]{1,30}\b(?:come|comes|visit|visits)\b",
        ("visits", "visit"),
    ),
    (r"\bnative speakers?\b|母语(?:者|人)", ("native", "母语")),
    (
        r"\bmother tongues?\b|\bfirst languages?\b|母语(?![者人])",
        ("tongue", "l1", "lang", "language", "母语"),
    ),
    (r"\bhow fast\b|速度|车速|多快", ("speed", "velocity")),
    (
        r"\blate(?:ness)?\b|\bhow delayed\b|延误|晚点|迟到",
        ("delay", "lateness", "late"),
    ),
    (r"\bheart[ -]?rates?\b|\bpulse\b|心率", ("hr", "pulse", "heartrate")),
    (
        r"\bblood pressures?\b|血压",
        ("systolic", "diastolic", "bp", "sbp", "dbp", "收缩压", "舒张压"),
    ),
    (r"\bmortality\b|\bdeaths?\b|死亡", ("died", "death", "dead", "deceased")),
    (r"\b(?:sell|sells|selling|sale)\b", ("sold", "sales")),
    (
        r"\b(?:it|they|car|house|item)(?: \w+ly| actually| in the end)?"
        r" (?:goes|went|will go|would go) for\b",
        ("sold", "sale", "sales"),
    ),
    (
        r"\b(?:comes?|came|coming|sends?|sent|brings?|brought|gives?|goes|went)"
        r"(?: it| them)? back\b",
        ("return", "returns", "returned"),
    ),
    (r"\bhow (?:happy|content|pleased)\b", ("satisfaction", "satisfied", "happiness")),
    (r"\bat the (?:very )?end\b|\bafterwards\b", ("after", "end", "final")),
    (
        r"\bat the (?:very )?(?:start|beginning)\b|\bbeforehand\b",
        ("before", "start", "initial"),
    ),
    (r"\b(?:really|actually|in reality)\b", ("actual", "real")),
    (r"\bhow old\b|年龄|多大年纪|几岁", ("age", "龄")),
    (r"几个月大|多少个?月大", ("月龄", "age")),
    (
        r"\bhow (?:big|large)\b|(?<!年龄)多大(?!年纪|岁)",
        ("size", "area", "volume", "大小", "尺寸", "面积"),
    ),
    (r"\bhow far\b|距离|多远", ("distance",)),
    (r"多深", ("depth", "深度")),
    (r"多宽", ("width", "宽度")),
    (r"多厚", ("thickness", "厚度")),
    (r"\bhow tall\b|身高|高度|多高", ("height",)),
    (r"\bhow heavy\b|体重|重量|多重", ("weight", "mass")),
    (r"\bbrak(?:e|es|ing)\b|刹车|制动", ("brake", "braking", "stop")),
    (r"垃圾邮件|垃圾短信|\bjunk\b", ("spam",)),
    (
        r"类别|分类|种类|哪一?类|类型",
        ("class", "category", "type", "kind", "label", "genre"),
    ),
    (r"\bstars\b|星级|几颗?星|颗星", ("stars", "rating")),
    (
        r"真伪|真假|是真是假|真的?还是假的?",
        ("真品", "真伪", "真假", "authentic", "genuine", "fake"),
    ),
    (
        r"哪里|哪儿|什么地方|何处|(?<=在)哪(?=[^\u3400-\u9fff]|$)",
        (*("origin", "location", "place", "site", "region"), "产地", "地点", "地区"),
    ),
    (
        r"打?几分(?!钟)|打?多少分(?!钟)|打分",
        ("score", "rating", "stars"),
    ),
    (r"打几分(?!钟)|打多少分(?!钟)", ("评分", "打分")),
    (
        r"(?:^|(?<=predict )|(?<=know )|(?<=find out )|(?<=[.,:;] ))why\b(?! not)",
        ("reason", "cause"),
    ),
    (r"为什么|为啥|什么原因|啥原因|什么引起", ("原因", "cause", "reason")),
    (
        r"(?:哪一?种|什么)(?:动物|鱼|鸟|植物|花|树|虫|昆虫|生物)",
        ("species", "物种", "品种"),
    ),
    (
        r"(?:什么|啥|哪些)(?:疾|毛)?病(?![人患例历房区])|哪一?种病|得了?什么",
        ("诊断", "病种", "疾病", "病名", "病害"),
    ),
    (
        r"\b(?:what|which) (?:(?:kind|sort|type) of )?(?:bird|fish|tree|plant"
        r"|flower|insect|animal|mushroom)\b",
        ("species",),
    ),
    (r"疾病|诊断|患病|病", ("disease", "diagnosis", "diagnosed", "病害", "病症")),
    (r"\bsurvival\b|存活|幸存|生存", ("survived", "survival", "alive")),
    (r"销量|销售额|销售|卖(?![掉出了])", ("sales", "sold", "revenue", "销量", "销售")),
    (
        r"经纬度|坐标|地理位置|\bgps\b",
        ("latitude", "lat", "longitude", "lng", "lon", "经度", "纬度"),
    ),
    (r"男女|是男是女|男(?:生|的|孩)?还是女", ("gender", "sex", "性别")),
    (rf"(?<![消免浪])费(?![力心时解])|金额|价值|{_SOLD_FOR}", CURRENCIES),
    (r"卖[^,，。；;]{0,4}(?:多少钱|价)", ("成交价", "售价", "卖价", "sold", "sale")),
    (
        rf"\b(?:money|proceeds|takings)\b{_NO_INCOME}",
        ("eur", "usd", "gbp", "cny", "price", "cost"),
    ),
    (r"收入|工资|薪", ("income", "salary", "wage")),
    (r"\bcolou?rs?\b", ("color", "colour")),
    (r"名称|名字|名", ("name",)),
    (
        r"\bpictures?\b|\bpics?\b|\bphotos?\b|\bimag(?:es?|ing|ery)\b",
        ("image", "picture", "photo", "img", "pic"),
    ),
    (r"\bsounds?\b|\brecordings?\b", ("audio", "sound", "recording", "wav")),
    (
        r"\bwho(?:ever)? (?:did|does|do|carried out|performed|handled|made|took"
        r"|worked on|was (?:in charge|responsible|on (?:duty|shift)))\b"
        r"(?= (?:it|them|of|for|the|this|that|these|each)\b|\W|$)",
        (
            *("technician", "mechanic", "operator", "worker", "inspector", "engineer"),
            *("nurse", "doctor", "physician", "surgeon", "vet", "therapist", "clerk"),
            *("driver", "agent", "staff", "employee", "barista", "baker", "cook"),
            *("dispatcher", "observer", "surveyor", "assessor", "rater", "annotator"),
        ),
    ),
    (r"\bspel(?:t|led|ling)\b|拼写", ("spelling",)),
)
"""Phrases, and words of a column's name that mean the same."""

SCANS = r"\b(?:mris?|(?:ct|pet)[ -]scans?)\b|磁共振|核磁|断层|ct扫描"
"""Pictures of slices, or all the slices: whichever the data have."""
KIND_WORDS: dict[str, str] = {
    "image": r"\b(?:images?|imagery|imaging|pictures?|pics?|photos?|photographs?|icons?"
    r"|drawings"
    r"|(?:a|the|each|every) drawing|visuals?"
    r"|x-?rays?|radiographs?|mammograms?|ultrasounds?"
    rf"|camera)\b|{SCANS}|x光|超声|影像|图片|图像|照片|画面|相机|摄像头|图标"
    r"|(?:(?<=[看用凭从据以按])|^)图(?=[和与及、,，.。；;就猜判识预估分]|$)",
    "text": r"\b(?:texts?|words|wording|sentences?|writing)\b|文本|文字|描述",
    "audio": r"\b(?:audio|sounds?|recordings?|voices?|speech)\b|声音|音频|录音|语音",
    "table": r"\b(?:tables?|tabular|numbers|numeric(?:al)?|header facts|metadata)\b"
    r"|表格|数值|数字",
    "series": r"\b(?:sensors?|time[ -]series|signals?|waveforms?|eegs?|ecgs?|ekgs?"
    r"|emgs?|electrocardiograms?)\b|传感器|时间序列|信号|波形|心电|脑电|肌电",
    "video": SCANS,
    "vector": r"\b(?:vectors?|embeddings?|spectr(?:um|a))\b|向量|嵌入",
    "points": r"\b(?:point[ -]clouds?|lidar|structures?|molecules?)\b"
    r"|点云|激光雷达|结构",
}
"""What people call each kind of modality."""

IDIOMS = (
    r"\b(?:please )?note (?:that|:|also)|\btake note\b|\bof course\b|\bby the way\b"
    r"|\bat the end of the day\b|\bin (?:any |that |each )?case\b(?! of)"
    r"|\bin order to\b"
    r"|\bat (?:that|this|which) (?:point|time|stage|moment)\b|\bpoint of view\b"
    r"|\bno matter\b|\bmatter of fact\b|\bin the (?:first place|long run)\b"
    r"|\bat first (?:sight|glance)\b|\bon the other hand\b|\bon average\b"
    r"|\bstate of the art\b|\b(?:a|some) kind of\b|\b(?:kind|best) regards\b"
    r"|\b(?:plain|ordinary|normal|simple|binary|ordinal|multi[- ]?class)"
    r" (?:classification|regression)\b|\bgoing to\b|\bsold for\b|\bend(?:s|ing)? up\b"
    r"|\b(?:sits?|stands?|is|runs?|mounted)(?: right)? on the line\b"
    r"|\ba lot(?: of)?\b|\blots of\b|\bin real time\b"
    r"|\b(?:this|every|each|half the|most of the|all the) time\b"
)
"""Phrases whose words mean no column: "note that" no `vet_note`."""

SPOKEN = _words(
    "use used uses using given known available allowed included out off up down"
)
"""Words by which statements speak of any column: alone they mean none, as the "used"
of "must not be used" no `fuel_used`."""

PICTURED = _words("photo photos image images img picture pic video scan sound")
"""Last words of names of columns that show or record what stands before them."""

CONVENTIONAL = _words(
    "target targets label labels class y outcome output response 标签 目标 类别 结果"
)
"""Names that tables give to what is to be predicted."""

NUMBERED = _words("id no nr number num code key ref uuid index 编号 单号 号")
"""Last words of names of columns that number things."""

YES = _words("1 1.0 true yes y t on positive pos 是 有 真 阳性 正 对")
"""Values that count as positive."""

NO = _words("0 0.0 false no n f off negative neg 否 无 没有 假 阴性 负 错")
"""Values that count as negative."""

HARMLESS = _words(
    "benign normal healthy legit legitimate genuine ham ok intact pass passed clean"
    " absent survived alive stayed retained active renewed undamaged unharmed"
    " 存活 良性 正常 健康 合格 完好 通过"
)
"""Of two classes the one that nobody looks for."""

DERIVED = _words(
    "id idx index name names code codes no num number str string text encoded enc int"
    " category cat desc description onehot"
)
"""Words which, added to the target's name, make a copy of it under another name."""

LATITUDE = {"lat", "latitude", "纬度"}
LONGITUDE = {"lon", "lng", "long", "longitude", "经度"}
"""Words of the column names of coordinates."""
