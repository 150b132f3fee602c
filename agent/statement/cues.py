"""Phrases that give a role to what stands after them: tables, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

from agent.statement.alone import ONLY
from agent.statement.forbidding import FORBID

Cue = tuple[str, float, str]
CUES: tuple[Cue, ...] = (
    # Inputs, and nothing else.
    *(("only", 1.0, pattern) for pattern in ONLY),
    # What is not to be used or predicted.
    *(("avoid", 1.0, pattern) for pattern in FORBID),
    # Not a target after "predict", not an input after "from".
    (
        "not",
        1.0,
        r"\bso not (?=(?:the|its|who|what|whether)\b)"
        r"|\brather than\b|\binstead of\b|(?:(?:\bbut|,|\band|\bjust)(?: please)? |\()"
        r"not\b(?! (?:only|just|even|at all|very|yet|so)\b)"
        r"|而不是|而非|不是(?:要|想)?(?:预测|估)|(?:注意|可|并)不是"
        r"|(?<=[,，(（])(?:别给我|别搞成|别弄成|(?:可)?别当成|不要那个"
        r"|不是(?!所有|每|全|很|特别|说|太|都|什么|[一二三四五]|为了|因为|因此|的[话时]|.{0,3}(?:就|不)是))",
    ),
    (
        "not",
        1.0,
        r"(?:\b(?:am|are|is|was|were) not|'(?:m|re|s) not"
        r"|\b(?:is|are|was|were)n'?t)"
        r" (?:really |actually |at all |currently )?(?:after(?= (?:the|its|an?|any)\b)"
        r"|interested in|looking for|asking (?:for|about)|concerned with"
        r"|trying to (?:predict|guess|estimate|get))\b",
    ),
    ("not", 1.0, r"\b(?:do|does)(?: not|n'?t) (?:really )?(?:care|bother) about\b"),
    ("not", 1.0, r"^\s*not (?:the|its|their|whether|if|when|how|who|what)\b"),
    ("not", 1.0, r"\b(?:do not|don't|never|not) predict(?:ing)?\b|不要?预测"),
    ("avoid", 1.0, r"\b(?:do not|don'?t) need (?=(?:the|an?|any|its)\b)"),
    # "A range rather than one figure: …" goes on with what is asked.
    ("target", 1.0, r"\brather than (?:just )?(?:an?|one)(?: single)? \w+\s*:"),
    (
        "target",
        1.0,
        r"(?:要|想知道|关心|在意|在乎|预测|[估算测猜定求盯])的(?:其实|就|只|并)?"
        r"(?:是(?!不是|否|用|靠|从|为了)|不是[^,，。；]{1,16}[,，]?而是)"
        r"|^\s*我(?:是说|[指说]的是)"
        r"|(?:就是|即|对应|看的是|也就是)(?=[^,，。；;]{1,12}[那这]一?(?:列|个?字段|个?标签))"
        r"|\b(?:that's|that is|i\.e\.|meaning|which is) (?=(?:the )?`?\w+`? (?:column"
        r"|field)\b)",
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
        r"(?:必须|一定|务必|需要|应当|得)(?:要|同时|也|都)*(?:使用|用到|用上|用|利用"
        r"|包含|考虑)",
    ),
    # Inputs.
    (
        "input",
        1.0,
        r"\b(?:fro?m(?! (?:now|then|today|(?:one|a single|the same) (?:model"
        r"|net\w*))\b)|using|use|uses|based on|given|on the basis of|via"
        r"|by (?:looking|listening)(?: at| to)?|fus(?:es?|ing)|combin(?:es?|ing)"
        r"|rel(?:y|ies|ying) (?:up)?on|look(?:s|ing)? at|together with(?! (?:one"
        r"|a single|the same) (?:model|net))"
        r"|out of|by means of)\b",
    ),
    (
        "input",
        1.0,
        r"(?:^\s*|[.,;:!?]\s+|\b(?:please|just|only) )(?:take|read|feed|hear)"
        r" (?=(?:the|its)\b)(?![^.;:]{1,40} out of (?:it|there|the)\b)",
    ),
    (
        "input",
        1.0,
        r"\b(?:by|off|through|of|in|on) (?=(?:the |its |an? )?(?!course\b)[\w'-]{1,20}"
        r"(?: (?!(?:from|using|with|on|based|given|via|in|at)\b)\w+){0,4}"
        r"(?: (?:alone|only)\b|,? (?:and |but )?nothing (?:else|more)\b))",
    ),
    ("input", 1.0, r"(?:=|~|≈)\s*f\s*\((?=[^)]*\))|\s~\s(?=[\w`])"),
    ("input", 1.0, r"\bwith (?=the\b|its\b|their\b|an?\b|`)"),
    ("input", 1.0, r"\btrain(?:s|ed|ing)?(?: (?:a|the) \w+(?: \w+)?)? on\b"),
    (
        "input",
        1.0,
        r"\b(?:inputs?|features?|predictors?)(?: ?[:=]| (?:is|are)\b(?! (?:not"
        r"|the only)))|(?:输入|特征)(?:是|为|有|:|：|=)",
    ),
    (
        "input",
        1.0,
        r"\b(?:each|every) (?:row|line|sample|example|record) (?:is|has|holds"
        r"|shows|carries|contains|describes)\b|\bcolumns? (?:are|hold)\b",
    ),
    (
        "input",
        1.0,
        r"根据|依据|按(?=[^,，。；;]{1,10}(?:分[是出]|来分|判|认|辨|猜))|基于|利用|使用|(?<![否没未不能会可])通过(?!了|率|$|[,，。；;?？吗的])|结合|融合|按照|由(?!于)|从(?![低轻小少差坏劣弱无][到至往]|[\u3400-\u9fff]{0,4}(?:库|相册|图集|候选)[里中内])"
        r"|(?<![信费应作没不])(?<!能不能)用(?!没用|不用|户|途|电|量|水|药|时|于|来|多少|几)|每(?:一)?行是|靠(?![谱近边])",
    ),
    (
        "input",
        1.0,
        r"(?:^|(?<=[，。；,、]))(?:只要)?(?:看(?![^,，。；;]{0,14}(?:多少|几[^乎]|多[久长大高重])(?:$|[^,，。；;]{0,6}[,，。；;?？]))|[听凭拿])(?![出到起法来有是会能哪谁重准掉下走得])",
    ),
    # What is to be predicted.
    (
        "target",
        1.0,
        r"\b(?:predict(?:s|ed|ing|ions? (?:of|for))?|forecast(?:s|ing)?"
        r"|(?<!own )(?<!his )(?<!her )estimat(?:e|es|ing)|regress(?:ing|ion (?:of"
        r"|for))?"
        r"|infer(?:s|ring)?|guess(?:es|ing)?)\b",
    ),
    (
        "target",
        1.0,
        r"\b(?:prediction|classification|detection|estimation) ?(?=\()"
        r"|\b(?:classifier|predictor|estimator|detector|model)s? (?:for|of) (?=the\b|`)"
        r"|\b(?:probabilit(?:y|ies)|chances?|likelihood|odds|risk) (?:of|that|for)\b",
    ),
    (
        "target",
        1.0,
        r"\b(?:targets?|labels?|outputs?|(?:dependent|response|target"
        r"|output) variables?)(?: (?:columns?|variables?|is|are|called|named))+\b:?"
        r"|\b(?:targets?|labels?|outputs?|goals?|aim|objective|task) ?[:=]"
        r"|\by ?(?:=|is)|\bthe answer is\b",
    ),
    (
        "target",
        0.9,
        r"\b(?:ask(?:s|ing)?|alert|warn|notify|tell(?:s|ing)?|decid(?:e|es|ing)|determin(?:e|es|ing)"
        r"|(?<!n't )(?<!not )(?<!\bwe )(?<!\bi )(?<!\bthey )(?<!\byou )know"
        r"|say|(?:says|shows)(?= (?:me |us )?(?:if|whether)\b)|find(?:s|ing)? out|check"
        r"|judge|wonder(?:s|ing)?|(?:figure|work) out)(?: me| us| myself| ourselves)?"
        r"(?: (?:early(?: on)?|in advance|beforehand|now|already)(?= wh))?"
        r"(?: (?:at|in|on|for|by|to)(?= (?:which|what|whom?|how)\b))? (?:whether|if"
        r"|when|which|what|who|how|on|about|the)\b",
    ),
    (
        "target",
        1.0,
        r"(?<![评预高低毛试收重被])估(?![计算测摸价值量分一下个出])|预测|预报|预警(?![级等])|预估(?!的|值|价|时|到达)|估(?:计|算|测|一?下|一?个(?!价)|出)|判断|判定|判别|反演|反推|推求|预判|推断|推测|诊断|推算|拟合"
        r"|回归(?![分模任问]|$|[，。；])|(?:目标|标签|输出|(?<![a-z])y)(?:变量|列"
        r"|字段)?(?:是|为|:|：|=)"
        r"|把(?=[^,，。;；]{1,12}(?:[估算测推猜判认分找挑揪拣筛抓选查]|预测|判断|识别|推算|估计)(?:出来|出|准))"
        r"|(?:对|将|把)(?=[^,。;]{1,12}(?:进行|做|加以)(?:预测|分类|识别|回归|估计|判断"
        r"|判别|检测|评级|打分))"
        r"|(?<!不)想(?:提前|先)?要?(?:知道|了解|看看?(?=[^,，。；;]{1,12}(?:范围|区间|多少)))|(?:希望|想要?|需要)得到|给[^,。;]{1,8}(?:(?=分[群档级组层])|评|打"
        r"|定)(?!价)|(?:^|(?<=[，。；,;来要]))[^,，。；;]{0,6}评(?=(?:个|出)?(?:等级|定?级)(?![的是]))",
    ),
    (
        "target",
        1.0,
        r"(?:[-=]+>|→|⇒)(?!\s*(?:(?:so |please |must |to )?(?:out|no|not|x|leave"
        r"|left|drop|exclu|ignor|remov|do|skip|forbid|keep|can)|不|别|去|排除|剔|删|忽略|禁|勿))",
    ),
    (
        "target",
        0.9,
        r"(?:^|[.?!;:,]\s*|\b(?:predict|tell|know|whether|if) )\s*"
        r"(?:will|is|are|was|were) there (?:be )?(?:an?|any)\b",
    ),
    (
        "target",
        0.9,
        r"(?<!regardless of )(?<!know )(?<!know yet )(?<!matter )(?<!sure )\bwhether\b",
    ),
    ("target", 0.9, r"\bif (?=(?:an?|the|this|it|he|she|they|there)\b)"),
    # The same, but what follows may as well be the input: "classify the pictures".
    (
        "sort",
        0.7,
        r"\b(?:classif(?:y|ies|ying|ications? of)|recogni[sz](?:e|es|ing)"
        r"|identif(?:y|ies|ying)|detect(?:s|ing|ion of)?"
        r"|(?<!any )(?<!some )(?<!this )(?<!that )sort(?:s|ing)?"
        r"|categori[sz](?:e|es|ing)|distinguish(?:es|ing)?"
        r"|(?<!the )(?<!a )(?<!this )(?<!each )(?<!every )(?:catch(?:es|ing)?"
        r"|spot(?:s|ting)?)|diagnos(?:e|es|ing)|grad(?:e|ing)(?= the| each| every))\b",
    ),
    (
        "sort",
        0.7,
        r"\b(?<!used to )(?:label|tag|rate|score|assign|find)"
        r"(?= (?:the|each|every|all|out"
        r"|which)\b)",
    ),
    (
        "sort",
        0.7,
        r"(?:^|\b(?:to|please|should|and))\s*(?:list|name|give|return|output)"
        r"(?: me| us)? (?=(?:every|all|the|each)\b)",
    ),
    (
        "sort",
        0.7,
        r"(?:^|[,;:(]|\b(?:that|(?<!used )to|please|which|should|can|and|must|will|you"
        r"|we))\s*(?:flag|assign|grade|tag"
        r"|label|rate|score|count|quote|measure|quantify|compute|calculate|gauge|assess|model"
        r"|screen|mark|derive|deduce|approximate|anticipate|recommend|choose|pick"
        r"|suggest|select|propose|reconstruct|stratify|discriminate)s?"
        r"(?= (?!(?:is|are|was|of|and|or|before|after"
        r"|columns?|each|out|comes?|came|has|have|had|will|would|can|may|must|should"
        r"|follows?|depends?|gets?)\b)[a-z`])",
    ),
    ("sort", 0.9, r"\btell(?:ing)?(?= [^.;,]{1,40} (?:from|apart)\b)"),
    (
        "sort",
        0.7,
        r"(?:^|(?<=[#?.!])|(?<=[:–—])(?=[^.]*\?))[\s#]*(?:which|whats?|who|hows?|why)\b",
    ),
    (
        "sort",
        0.7,
        r"(?<=[,:;(])\s*(?:and |so )?(?:how \w+|what (?:is|are|will|would))\b"
        r"|\b(?:tell|know|learn|see|say|understand|show|guess)(?: (?!not\b)\w+){1,6}?"
        r" how(?: (?:many|much|long|far|soon|high|often|late)\b"
        r"|(?= \w+ (?:the|it|he|she|they|this|each)\b))",
    ),
    (
        "sort",
        0.7,
        r"\b(?:needs?|wants?|would like|'d like|interest(?:ed)? (?:is )?in"
        r"|looking for)(?: to (?:have|get"
        r"|see|learn))?(?= (?:the|an?|two|three|both|its|their|our|all|`"
        r"|[a-z]+_[a-z]|\w+ (?:numbers|figures|counts|values|scores|levels|times))\b)"
        r"|\b(?:suggestions?|proposals?|estimates|predictions|forecasts) (?:for|on"
        r"|about) (?=(?:the|its|their|which|what|each|every)\b)"
        r"|\binterest(?:ed)? (?:is |lies )?in\b|\b(?:mapping"
        r"|maps?) (?:from )?[^.;,]{1,40} to\b",
    ),
    (
        "sort",
        0.7,
        r"(?:^|[:;–—]|\s-\s|(?:(?<=only)|(?<=alone)),)[\s#]*(?:is|are|was|does|do|did|will|has|have|can)\b(?=[^.]*\?)",
    ),
    (
        "sort",
        0.8,
        r"会不会|能不能(?![^,，。；;]{0,12}(?:[估推猜]|预测|判断|识别))|需不需要|要不要(?!用)|该不该|愿不愿意?|想不想|可不可以|值不值得|有没有|有无|是不是|是?哪(?:一?[种类个级款位]|些|里|儿)|是(?:什么|啥)(?!时候)|(?<![没为凭管论用])什么(?=[\u3400-\u9fff]{2})(?!时候|地方|程度|意思|原因|[\u3400-\u9fff]{0,4}[都也])|[算看听读测认]出|得[到出]|给出|(?<!的)输出"
        r"|推荐|选择|(?<![裁评审谈批误改宣])判(?![断定别决例书罚官给])(?=[\u3400-\u9fff]{2})|筛[出选]|[识辨]别|(?<=[音图片])辨(?=[\u3400-\u9fff]{1,3}种)|辨识|分辨|鉴别|分类|区分|检测(?!备注|记录|报告|单|站|仪|员)|辨认|辨别|归类"
        r"|找出|(?<=[图歌声音片像舌色曲谱号])[识辨断估测](?![别试点站量])|(?<![区部处十百万])分(?:辨|清)?出"
        r"|分[级期类](?=\s*[a-z`])|按(?!照|[^,，。；;]{1,8}分[发配摊享])|(?<![确公承默否])认(?![为真识证可定])|猜|抓(?!取)"
        r"|(?:这[些几][项个样列]?|[等来去])推(?=[\u3400-\u9fff])(?![荐迟送广进移断测算理出销导])"
        r"|数(?:出|一?数)?(?=[\u3400-\u9fff]{1,8}(?:多少|几)[只个头条颗株棵粒台辆件])",
    ),
    (
        "sort",
        0.8,
        r"(?:看看|看一?下|瞧瞧|问问|问一?下|查查|[看问]一[看问])"
        r"(?=[^,，。；;]{0,15}(?:(\w)不\1|是否|有没有|哪|多少|几|什么|谁|[能会可]否|多[久长大高重快]))",
    ),
    (
        "sort",
        0.8,
        r"(?:^|(?<=[,，。;；]))(?:([\u3400-\u9fff])不\1|([\u3400-\u9fff]{2,3})[不没]\2)",
    ),  # 卖不卖得出去
    ("sort", 0.8, r"(?:^|(?<=[。；;]))(?:对于|关于|针对)(?=[^,，。；;]{2,12}[,，])"),
    # "It's the price I'm after."
    (
        "target",
        1.0,
        r"\bit(?:'s| is) (?=(?:the |its )?[\w']+(?: [\w']+){0,4}? (?:that |which )?"
        r"(?:i|we)(?:'m| am|'re| are)? (?:after|want|need|interested in"
        r"|looking for)\b)",
    ),
    ("end", 0.0, r"\bbut\b|但是?|不过"),
    # "Without the map, keep the date."
    (
        "end",
        0.0,
        r"(?:[,;] ?|\band )(?:do |please )?(?:keep|retain)"
        r" (?=(?:the|its|all|in|`|[a-z]+_)\b)"
        r"(?![^.;:]{1,60} (?:out|away|aside|alone|secret|hidden)\b)",
    ),
    ("into", 0.95, r"\b(?:into|by|as|according to)\b|分成|分为|归为|归入|属于"),
    # How it is judged: columns named after this are neither.
    (
        "metric",
        1.0,
        r"\b(?:metrics?|scored? (?:by|on|with)|evaluat(?:e|ed|ion)"
        r"|judged?(?: by)?|maximi[sz](?:e|ing)|minimi[sz](?:e|ing)"
        r"|optimi[sz](?:e|ing))\b",
    ),
    (
        "metric",
        1.0,
        r"指标|(?<!顾客)(?<!客户)(?<!用户)(?<!买家)(?<!住客)(?<!食客)(?<!读者)(?<!观众)"
        r"评价(?!几|多少|等级|[分星]|内容|标签|文[字本]|正文|里)|衡量|最大化|最小化|优化|评估",
    ),
)
"""What the words after each phrase are: (role, weight, pattern)."""
