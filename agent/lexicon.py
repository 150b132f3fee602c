"""The words by which statements are understood, English and Chinese: tables, no code.

All patterns are over lower-case text (`agent.words.plain`).
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _words(
    "is has was are the a an n num of in id idx index no col column value val to"
)
"""Words of a column's name that say little of what it holds."""

UNITS = _words(
    "ev kg g mg lb km m cm mm s sec ms min h hz khz ghz mhz c f k pct percent usd eur"
    " cny debye mb kb gb bytes deg degc kmh mph db v w kw kwh ppm per"
)
"""Units at the end of a column's name."""

CONCEPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\bhow many\b|\bnumber of\b|数量|多少(?!钱)|几个|个数",
        ("count", "number", "total"),
    ),
    (
        r"\bhow much\b(?= (?:does|is|do|it|money))|\bcosts?\b|价格|售价|多少钱|房价",
        ("price", "cost", "amount", "fare"),
    ),
    (r"\bhow long\b|时长|持续时间|多久", ("duration", "length", "seconds", "minutes")),
    (r"\bhow fast\b|速度|车速|多快", ("speed", "velocity")),
    (r"\bhow old\b|年龄|多大年纪|几岁", ("age", "years")),
    (r"\bhow far\b|距离|多远", ("distance",)),
    (r"\bhow tall\b|身高|高度|多高", ("height",)),
    (r"\bhow heavy\b|体重|重量|多重", ("weight", "mass")),
    (r"\bbrak(?:e|es|ing)\b|刹车|制动", ("brake", "braking", "stop")),
    (r"垃圾邮件|垃圾短信|\bjunk\b", ("spam",)),
    (r"语言|语种|哪种语", ("language", "lang")),
    (
        r"类别|分类|种类|哪一?类|类型",
        ("class", "category", "type", "kind", "label", "genre"),
    ),
    (r"子类|子组|分组|小组", ("subgroup", "subcategory", "group")),
    (r"标签", ("label", "tag", "tags", "target")),
    (r"动作|锻炼|运动", ("exercise", "action", "activity", "motion")),
    (r"状态", ("state", "status", "condition")),
    (r"等级|级别", ("grade", "level", "rank")),
    (r"星级", ("stars", "rating")),
    (r"票房", ("box", "revenue", "gross")),
    (r"振动|震动", ("vibration",)),
    (r"转速", ("rpm", "speed")),
    (r"面积", ("area", "size", "sqft")),
    (r"城市", ("city", "town")),
    (r"国家", ("country", "nation")),
    (r"年份", ("year",)),
    (r"天气", ("weather",)),
    (r"肺炎", ("pneumonia",)),
    (r"糖尿病", ("diabetes", "diabetic")),
    (r"血糖", ("glucose",)),
    (r"仇恨", ("hateful", "hate")),
    (r"假新闻|谣言|虚假", ("fake", "rumor", "rumour")),
    (r"情感|情绪", ("sentiment", "emotion", "mood")),
    (r"评分|打分|得分|评级", ("rating", "score", "stars", "grade")),
    (r"质量|品质", ("quality",)),
    (r"疾病|诊断|患病|病", ("disease", "diagnosis", "diagnosed")),
    (r"恶性", ("malignant", "malignancy", "cancer")),
    (r"癌", ("cancer",)),
    (r"欺诈|诈骗", ("fraud", "scam")),
    (r"流失", ("churn", "churned")),
    (r"违约", ("default",)),
    (r"故障|失效|损坏", ("fault", "failure", "defect", "broken")),
    (r"缺陷|瑕疵", ("defect", "flaw")),
    (r"能隙|带隙", ("gap", "bandgap")),
    (r"能量", ("energy",)),
    (r"温度|气温", ("temperature", "temp")),
    (r"湿度", ("humidity",)),
    (r"性别", ("sex", "gender")),
    (r"\bsurvival\b|存活|幸存|生存", ("survived", "survival", "alive")),
    (r"购买|下单", ("purchase", "purchased", "bought", "buy")),
    (r"点击", ("click", "clicked")),
    (r"销量|销售额|销售", ("sales", "sold", "revenue")),
    (r"收入|工资|薪", ("income", "salary", "wage")),
    (r"产量|收成", ("yield", "output", "production")),
    (r"物种|品种", ("species", "breed")),
    (r"作者", ("author",)),
    (r"说话人", ("speaker",)),
    (r"颜色", ("color", "colour")),
    (r"\bcolou?rs?\b", ("color", "colour")),
    (r"名称|名字|名", ("name",)),
    (r"文本|文字|描述|评论", ("text", "description", "review", "comment")),
    (r"标题|主题", ("title", "subject")),
    (r"图片|图像|照片|画面", ("image", "picture", "photo", "frame", "img")),
    (r"相机|摄像头", ("camera", "frame")),
    (r"雷达", ("radar",)),
    (r"声音|音频|录音", ("audio", "sound", "recording")),
    (r"加速度", ("accel", "acceleration", "acc")),
    (r"陀螺仪", ("gyro", "gyroscope")),
    (r"纬度", ("latitude", "lat")),
    (r"经度", ("longitude", "lon", "lng")),
    (r"时间", ("time", "timestamp", "hour")),
    (r"日期", ("date", "day")),
    (r"\bpictures?\b|\bphotos?\b|\bimages?\b", ("image", "picture", "photo", "img")),
    (r"\bsounds?\b|\brecordings?\b", ("audio", "sound", "recording", "wav")),
    (r"\bspel(?:t|led|ling)\b|拼写", ("spelling",)),
)
"""Phrases, and words of a column's name that mean the same."""

KIND_WORDS: dict[str, str] = {
    "image": r"\b(?:images?|pictures?|photos?|photographs?|icons?|drawings?|visuals?"
    r"|camera)\b|图片|图像|照片|画面|相机|摄像头|图标",
    "text": r"\b(?:texts?|words|wording|sentences?|writing)\b|文本|文字|描述",
    "audio": r"\b(?:audio|sounds?|recordings?|voices?|speech)\b|声音|音频|录音|语音",
    "table": r"\b(?:tables?|tabular|numbers|numeric(?:al)?|header facts|metadata)\b"
    r"|表格|数值|数字",
    "series": r"\b(?:sensors?|time[ -]series|signals?)\b|传感器|时间序列|信号",
    "vector": r"\b(?:vectors?|embeddings?)\b|向量|嵌入",
    "points": r"\b(?:point[ -]clouds?|lidar|structures?|molecules?)\b"
    r"|点云|激光雷达|结构",
}
"""What people call each kind of modality."""

CONVENTIONAL = _words(
    "target targets label labels class y outcome output response 标签 目标 类别 结果"
)
"""Names that tables give to what is to be predicted."""

YES = _words("1 1.0 true yes y t positive pos 是 有 真 阳性 正 对")
"""Values that count as positive."""

DERIVED = _words(
    "id idx index name names code codes no num number str string text encoded enc int"
    " category cat desc description onehot"
)
"""Words which, added to the target's name, make a copy of it under another name."""

Cue = tuple[str, float, str]
CUES: tuple[Cue, ...] = (
    # What is not to be used or predicted.
    ("avoid", 1.0, r"\bwithout(?: (?:using|the use of|looking at|use of))?\b"),
    (
        "avoid",
        1.0,
        r"\b(?:do not|don't|never|not) (?:to )?(?:us(?:e|ing)"
        r"|includ(?:e|ing)|consider(?:ing)?|look(?:ing)? at|touch|rely(?:ing)? on)\b",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:ignor(?:e|es|ing)|exclud(?:e|es|ing)|disregard(?:ing)?"
        r"|leav(?:e|ing) out|omit(?:ting)?|skip(?:ping)?)\b",
    ),
    ("avoid", 1.0, r"\bexcept(?: for)?\b|\bdrop(?:ping)? (?=the |column|`)"),
    ("avoid", 1.0, r"(?:\bbut|,|\band) not (?:from|using|with|on|based on)\b"),
    # Not a target after "predict", not an input after "from".
    (
        "not",
        1.0,
        r"\brather than\b|\binstead of\b|(?:\bbut|,|\band) not\b" r"|而不是|不是预测",
    ),
    ("not", 1.0, r"\b(?:do not|don't|never|not) predict(?:ing)?\b|不要?预测"),
    (
        "avoid",
        1.0,
        r"(?:请)?(?:不要|不得|不能|不可|不许|禁止|别|不)(?:使用|用|利用|考虑|看)",
    ),
    ("avoid", 1.0, r"忽略|排除|除了|除去|除(?=.{1,12}外)|去掉|剔除"),
    (
        "avoid",
        1.0,
        r"(?:\bbut|[,;:(]|\band|\buse|\busing) ?no"
        r" (?=\w)(?!matter|more|less|longer|need|problem|doubt|other|one\b|idea)"
        r"|(?<!rows )(?<!row )(?<!samples )(?<!some )(?<!those )(?<!cells )\bwith no\b",
    ),
    # Inputs that a model may not do without.
    (
        "must",
        1.0,
        r"\b(?:must|has to|have to|needs to|need to|should always) (?:also )?(?:use"
        r"|include|consider|look at|rely on|take into account)\b"
        r"(?! (?:only|just|nothing|solely))",
    ),
    (
        "must",
        1.0,
        r"\b(?:make sure|be sure|take care) (?:to|that you|you) (?:also )?use\b"
        r"|\balways use\b",
    ),
    (
        "must",
        1.0,
        r"(?:必须|一定|务必|需要|应当|得)要?(?:使用|用到|用上|用|利用|包含|考虑)",
    ),
    # Inputs, and nothing else.
    (
        "only",
        1.0,
        r"\b(?:us(?:e|es|ing)|from|with|on|based on|consider(?:ing)?|given)"
        r" (?:only|just|nothing but|solely|exclusively)\b",
    ),
    (
        "only",
        1.0,
        r"\b(?:only|just|solely|exclusively) (?:us(?:e|es|ing)|from|with"
        r"|based on|look(?:ing)? at|consider(?:ing)?)\b",
    ),
    (
        "only",
        1.0,
        r"(?:只|仅|仅仅|只能|单独)(?:使用|用|利用|根据|凭借?|从|基于|通过|看|依据)",
    ),
    # Inputs.
    (
        "input",
        1.0,
        r"\b(?:from|using|use|uses|based on|given|on the basis of|via"
        r"|by (?:looking|listening)(?: at| to)?|fus(?:es?|ing)|combin(?:es?|ing)"
        r"|look(?:s|ing)? at|together with|out of|by means of)\b",
    ),
    ("input", 1.0, r"\bwith (?=the\b|its\b|their\b|an?\b|`)"),
    ("input", 1.0, r"\btrain(?:s|ed|ing)?(?: (?:a|the) \w+(?: \w+)?)? on\b"),
    (
        "input",
        1.0,
        r"\b(?:each|every) (?:row|line|sample|example|record) (?:is|has|holds"
        r"|shows|carries|contains|describes)\b|\bcolumns? (?:are|hold)\b",
    ),
    (
        "input",
        1.0,
        r"根据|依据|基于|利用|使用|通过|结合|融合|按照|由(?!于)|从"
        r"|(?<![信费应作])用(?!户|途|电|量|水|药|时|于|来)|每(?:一)?行是",
    ),
    # What is to be predicted.
    (
        "target",
        1.0,
        r"\b(?:predict(?:s|ed|ing|ions? (?:of|for))?|forecast(?:s|ing)?"
        r"|estimat(?:e|es|ing)|regress(?:ing|ion of)?|infer(?:s|ring)?"
        r"|guess(?:es|ing)?)\b",
    ),
    (
        "target",
        1.0,
        r"\b(?:probabilit(?:y|ies)|chances?|likelihood|odds|risk)"
        r" (?:of|that|for)\b",
    ),
    (
        "target",
        1.0,
        r"\b(?:targets?|labels?|outputs?)(?: (?:columns?|variables?|is|are|called"
        r"|named))+\b:?|\b(?:targets?|labels?) ?[:=]|\bthe answer is\b",
    ),
    (
        "target",
        0.9,
        r"\b(?:tell(?:s|ing)?|decid(?:e|es|ing)|determin(?:e|es|ing)|know"
        r"|say|find(?:s|ing)? out|check|judge)(?: me| us)? (?:whether|if|when|which"
        r"|what|who|how|the)\b",
    ),
    (
        "target",
        1.0,
        r"预测|预报|预估|估计|估算|估测|判断|判定|判别|推断|推测|诊断|目标列?(?:是|为|:|：)",
    ),
    # The same, but what follows may as well be the input: "classify the pictures".
    (
        "sort",
        0.7,
        r"\b(?:classif(?:y|ies|ying|ications? of)|recogni[sz](?:e|es|ing)"
        r"|identif(?:y|ies|ying)|detect(?:s|ing|ion of)?|sort(?:s|ing)?"
        r"|categori[sz](?:e|es|ing)|distinguish(?:es|ing)?|catch(?:es|ing)?|spot(?:s|ting)?"
        r"|diagnos(?:e|es|ing)|grad(?:e|ing)(?= the| each| every))\b",
    ),
    (
        "sort",
        0.7,
        r"\b(?:label|tag|rate|score|assign|find)(?= (?:the|each|every|all|out"
        r"|which)\b)",
    ),
    ("sort", 0.7, r"(?:^|(?<=[#?.!]))[\s#]*(?:which|what|who|how)\b"),
    (
        "sort",
        0.7,
        r"^[\s#]*(?:is|are|was|does|do|did|will|has|have|can)\b(?=[^.]*\?)",
    ),
    ("sort", 0.8, r"识别|分类|区分|检测|辨认|辨别|归类|找出|认出|是哪|按(?!照)"),
    ("into", 0.95, r"\b(?:into|by|as|according to)\b|分成|分为|归为|归入|属于"),
    # How it is judged: columns named after this are neither.
    (
        "metric",
        1.0,
        r"\b(?:metrics?|scored? (?:by|on|with)|evaluat(?:e|ed|ion)"
        r"|judged?(?: by)?|maximi[sz](?:e|ing)|minimi[sz](?:e|ing)"
        r"|optimi[sz](?:e|ing))\b",
    ),
    ("metric", 1.0, r"指标|评价|衡量|最大化|最小化|优化|评估"),
)
"""What the words after each phrase are: (role, weight, pattern)."""

IS_TARGET = (
    r"^[`\"'”’」』]?\s*(?:column|field|列|字段)?,?\s*"
    r"(?:is|are|as|be|being|used as|serves? as|是|为|作为|当作|做)\s*"
    r"(?:the|our|my|a|要|需要)?\s*(?:target|label|outcome|response|目标|标签|预测"
    r"|what (?:we|i) (?:want to )?predict|(?:to be )?predicted)"
)
"""What follows a column that is the target: "`x` is the target", "X 作为目标"."""

NAMED_TASK = (
    r"^[`\"']?\s+(?:classifier|classification|detect(?:or|ion)|predict(?:or|ion)"
    r"|recogni(?:tion|[sz]er)|regress(?:or|ion)|forecast(?:er|ing)?|estimat(?:or|ion))\b"
)
"""What follows a column in "a spam classifier" and "price prediction"."""

NOT_USED = (
    r"^(?:[`\"']?\s*(?:,|and|or|、|和|与)+\s*[`\"']?\w+){0,3}[`\"']?\s*(?:columns?|列)?\s*"
    r"(?:(?:may|must|can|should|shall|is|are)\s*(?:not|never) (?:to )?be"
    r" (?:used|included)|(?:is|are) (?:not|never) (?:used|available)"
    r"|不(?:能|可|要|应|得)?被?(?:使用|用|参与))"
)
"""What follows a column that may not be used."""

MUST_USED = (
    r"^[`\"']?\s*(?:column)?s?\s*(?:must|has to|have to|needs to|need to|should always)"
    r" (?:always |also )?be (?:used|included|considered)"
    r"|^[`\"']?(?:列)?\s*(?:必须|一定要|务必)(?:被|要)?(?:使用|用上|用到|用|参与)"
)
"""What follows a column that has to be used."""

CHANCE_OF = r"^[`\"'”’」』]?(?:列)?\s*的?(?:概率|可能性)"
"""What follows a Chinese target: "X 的概率"."""
