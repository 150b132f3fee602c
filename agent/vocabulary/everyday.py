"""Everyday phrases, and the words of columns' names that they speak of, English and
Chinese: "how hot", 多热 for a `temperature`. A table, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # How it is
    (r"\bhow strong\b|多结实|多牢", ("strength", "强度")),
    (r"\bhow hard\b|多硬", ("hardness", "difficulty", "硬度")),
    (
        r"\bhow (?:hot|warm|cold|cool)\b|多[热冷烫凉]|几度",
        ("temperature", "temp", "温度", "气温"),
    ),
    (r"\bhow (?:wet|damp|dry|humid)\b|多[湿潮]", ("moisture", "humidity", "湿度")),
    (r"\bhow (?:loud|noisy)\b|多[吵响]", ("loudness", "noise", "db", "噪声", "噪音")),
    (r"\bhow (?:bright|dark)\b|多亮", ("brightness", "luminosity", "亮度")),
    (r"\bhow sweet\b|多甜", ("sweetness", "sugar", "brix", "甜度", "糖度")),
    (r"\bhow (?:sour|acidic|acid)\b|多酸", ("acidity", "ph", "酸度")),
    (r"\bhow (?:spicy|hot)\b|多辣", ("spiciness", "辣度")),
    (r"\bhow (?:ripe|mature)\b|熟不熟|多熟|熟到", ("ripeness", "maturity", "成熟度")),
    (r"\bhow fresh\b|新不新鲜|多新鲜", ("freshness", "新鲜度")),
    (
        r"\bhow (?:busy|crowded|full|packed)\b|多[挤忙]|拥挤",
        ("occupancy", "crowding", "visitors", "traffic", "客流", "拥挤度"),
    ),
    (r"\bhow (?:dangerous|risky|unsafe)\b|多危险", ("risk", "danger", "风险", "危险")),
    (
        r"\bhow (?:bad|severe|serious|badly|severely|seriously)\b|多严重|严不严重",
        ("severity", "damage", "严重程度", "严重性"),
    ),
    (r"\bhow urgent\w*\b|急不急|多急|多紧急", ("urgency", "priority", "紧急程度")),
    (r"\bhow (?:difficult|hard)\b|难不难|多难", ("difficulty", "难度")),
    (
        r"\bhow good\b|好不好(?!用)|多好(?!少)",
        ("quality", "rating", "score", "质量", "品质", "评分"),
    ),
    (r"\bhow (?:popular|well[- ]liked)\b|多火|火不火|受欢迎", ("popularity", "热度")),
    (r"\bhow (?:dirty|clean|clear|cloudy|murky)\b", ("turbidity", "cleanliness")),
    (
        r"\b(?:how|very|too|so|be|get|is it|are they) (?:expensive|costly|pricey)\b"
        r"|贵不贵|多贵",
        ("cost", "price", "fare", "费用", "价格"),
    ),
    (r"\bhow steep\b|多陡", ("slope", "gradient", "坡度")),
    (r"\bhow high\b", ("height", "elevation", "altitude")),
    (r"\bhow deep\b", ("depth",)),
    (r"\bhow (?:wide|broad)\b", ("width", "breadth")),
    (r"\bhow thick\b", ("thickness",)),
    (r"\bhow (?:often|frequently)\b|多[久长]一次", ("frequency", "freq", "频率")),
    (r"\bhow (?:rich|wealthy|well[- ]off)\b", ("income", "wealth")),
    (r"\bhow (?:steady|stable)\b|稳不稳", ("stability", "稳定性")),
    (r"\bhow (?:pure|clean)\b|多纯", ("purity", "纯度")),
    (r"\bhow (?:dense|thick|viscous)\b|多[稠黏]", ("density", "viscosity", "粘度")),
    (r"\bhow (?:salty|saline)\b|多咸", ("salinity", "盐度")),
    (r"\bhow (?:tired|sleepy|exhausted)\b|多[累困]", ("fatigue", "疲劳度")),
    # What it is
    (
        r"\bworth\b|值几个钱|值不值",
        ("value", "price", "worth", "价值", "估值", "价格"),
    ),
    (
        r"\b(?:which|what) year\b|\bhow old is the (?:wine|whisky|bottle)\b|哪一?年",
        ("vintage", "year", "年份"),
    ),
    (
        r"\bwhere (?:is|are|was|were|does|do|did) (?:it|they|this|that|he|she|the \w+)"
        r"(?: \w+)* (?:from|made|grown|grow|produced|born|live|come from)\b"
        r"|从哪儿?里?来"
        r"|哪儿?里?(?:产|来)的",
        ("origin", "country", "region", "source", "产地", "来源", "国家"),
    ),
    (
        r"\bmade (?:out )?of\b|什么(?:材料|材质|做的)|啥材质",
        ("material", "fabric", "材质", "材料", "面料"),
    ),
    (r"\b(?:which|what) (?:way|direction)\b|往哪|朝哪|哪个方向", ("direction", "方向")),
    (
        r"\bhow (?:do |does |did )?(?:people|they|customers|users|somebody|someone"
        r"|a person"
        r"|the \w+|he|she)(?: really)? feels?\b|\bin what mood\b|\bfeeling\b"
        r"|什么心情|啥心情"
        r"|什么情绪|高不高兴|开不开心",
        ("emotion", "mood", "sentiment", "feeling", "情绪", "情感", "心情"),
    ),
    (
        r"\bwhat (?:do |does |did )?(?:people|they|customers|users|callers|the \w+"
        r"|he|she)"
        r" (?:really )?wants?\b|想要?(?:干什么|干嘛|做什么|问什么|办什么)",
        ("intent", "request", "意图"),
    ),
    (
        r"\bwhat (?:is |are |was )?(?:it|they|this|that|the \w+|\w+)(?: \w+)?"
        r" (?:is |are )?about\b|讲(?:的是)?什么|关于什么|说的(?:是)?什么|哪方面",
        ("topic", "subject", "theme", "category", "主题", "话题"),
    ),
    (
        r"\bhow long (?:will|does|do|did|would|can) (?:it|they|the \w+|a \w+|this)"
        r"(?: \w+)? (?:last|live|hold|survive|run)\b|\buntil (?:it|they|the \w+)"
        r" (?:fails?|breaks?|dies?|gives? out)\b|能用多久|用得?了?多久|撑多久"
        r"|还能(?:用|撑|跑)",
        (
            *("lifetime", "lifespan", "life", "durability", "rul", "survival"),
            *("寿命", "剩余寿命"),
        ),
    ),
    (
        r"\bhow (?:much|many)(?: \w+)? (?:is|are|will be) (?:left|remaining)\b"
        r"|还剩(?:多少|几)",
        ("remaining", "rest", "balance", "剩余", "余量"),
    ),
    (
        r"\bhow much (?:\w+ )?(?:does|do|did|will|would|can) (?:it|they|the \w+"
        r"|a \w+|we)"
        r" (?:produce|give|make|yield|generate|deliver)\b|能?(?:产|出|收)多少|收成",
        ("output", "yield", "production", "generation", "产量", "收成"),
    ),
    (
        r"\bhow many (?:people|persons|guests|visitors|customers|fans|spectators)"
        r"(?: will| would| did| do)? (?:come|came|visit|attend|turn up|show up"
        r"|be there)"
        r"|(?:来|到)多少人|多少人(?:来|到|去)|有多少(?:客人|游客|观众)",
        (
            *("attendance", "visitors", "guests", "crowd", "footfall", "visits"),
            *("人数", "客流", "客流量", "到访"),
        ),
    ),
    (
        r"\bhow many (?:people |times |users )?(?:\w+ )?(?:watch|watched|see|saw"
        r"|view)\b"
        r"|多少人看|看的人",
        ("views", "viewers", "watched", "播放量", "观看"),
    ),
    (r"\bhow many (?:points|marks)\b|考多少分|得多少分", ("score", "points", "分数")),
    (
        r"\bhow well\b|考得怎么?样|表现怎么?样",
        ("score", "grade", "performance", "result", "成绩", "表现"),
    ),
    (
        r"\bwho (?:wins?|won|will win|is going to win)\b|\bwins?\b|谁(?:会|能)?赢"
        r"|赢不赢|输赢|胜负",
        ("winner", "won", "win", "result", "outcome", "胜负", "赛果"),
    ),
    (r"\bhow fast\b", ("rpm", "pace", "time")),
    (r"\bwhat kind of (?:music|film|movie|book|game)\b", ("genre", "style")),
    (
        r"\bwhat (?:kind|sort|type) of (?:animal|plant|bird|fish|tree|insect|flower"
        r"|mushroom)\b",
        ("species", "breed"),
    ),
    (
        r"\bhow (?:far along|advanced|far gone)\b|到哪一?步|第几[期阶]",
        ("stage", "阶段"),
    ),
    (r"\bmonths pregnant\b|怀孕几", ("gestation", "gestational", "孕周")),
    (
        r"\bhow much (?:\w+ )?(?:do|does|did|will|would) \w+(?: \w+)? (?:spend|pay)\b"
        r"|付多少|消费多少",
        (
            *("spending", "spend", "spent", "amount", "payment", "paid"),
            *("消费", "金额", "付款"),
        ),
    ),
    (
        r"\bhow much (?:\w+ )?(?:do|does|did|will|would) \w+(?: \w+)? lose\b|亏多少"
        r"|损失多少",
        ("loss", "losses", "损失", "亏损"),
    ),
    (r"\bhow much water\b|水多大", ("discharge", "flow", "流量", "径流")),
    (r"\bhow much (?:snow|rain)\b", ("snow", "rain", "snowfall", "rainfall")),
    (r"\braining\b|下[雨雪]", ("weather", "rain", "snow", "天气", "降雨")),
    (
        r"\bpass(?:es)? (?:the|their|his|her|an?) (?:exam|test|inspection|course)\b"
        r"|及不及格|过不过|过[得不]了",
        ("passed", "pass", "及格", "通过"),
    ),
    (r"\bplays? (?:sick|ill)\b|请病假", ("absence", "sick", "缺勤")),
    (
        r"\bhow (?:soon|quickly)\b|多快能?",
        ("days", "hours", "minutes", "time", "duration", "speed"),
    ),
    # Where it is
    (
        r"(?:离|距离?|与|跟)前(?:面的)?车",
        ("lead", "gap", "headway", "车距", "前车距离"),
    ),
    (r"\b(?:car|vehicle|truck) (?:ahead|in front)\b", ("lead", "headway")),
)
"""Each a pattern, and words of columns' names that may be meant by it."""
