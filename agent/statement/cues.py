"""Phrases that give a role to what stands after them: tables, no code.

All patterns are over lower-case text (`agent.words.plain`).
"""

Cue = tuple[str, float, str]
CUES: tuple[Cue, ...] = (
    # What is not to be used or predicted.
    (
        "avoid",
        1.0,
        r"\bwithout(?: (?:using|(?:the )?use of|looking at))?\b"
        r"(?! (?:an?|any) \w+ (?:is|are|was|were|will|can|may)\b)|\bw/o\b|\bnor\b"
        r"|(?:^\s*|\bi\.e\.,? ?)not (?:the|from|on|its|their)\b"
        r"|\bneither(?= [^.;,]{1,40} nor\b)",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:we|i|you) (?:do not|don'?t|won'?t|will not|cannot|can'?t) (?:yet )?"
        r"(?:have|know|get|see)\b(?! (?:if|whether|how|what|why|which|yet|to)\b)",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:do not|never|not|cannot|(?:do|ca|must|should|wo|may)n'?t|avoid|refrain"
        r"|(?:forbid|prohibit|prevent|ban)(?:s|den|ed)?|(?:not (?:allowed|permitted"
        r"|supposed|meant|legal|ok|okay|fair|ethical|fine)|illegal|unlawful|unfair|unethical"
        r"|wrong|pointless)(?= to\b))(?: (?:us|me|you|anyone|the model|to|from|ever|the))*"
        r" (?:use of|us(?:e|ing)|includ(?:e|ing)|consider(?:ing)?|(?:look|peek)(?:ing)? at"
        r"|touch|feed|tak(?:e|ing)|train(?:ing)? on"
        r"|(?:put|add|giv(?:e|ing)|show)(?= (?:the|its|it|them|both|`|[a-z]+_)\b)"
        r"|incorporat(?:e|ing)|(?:rely|depend|count)(?:ing)? (?:up)?on)\b",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:ignor(?:e|es|ing)|exclud(?:e|es|ing)|disregard(?:ing)?"
        r"|(?:keep|hold|leav|tak)(?:e|ing)? (?=(?:(?! in\b)[^.;:]){1,60}"
        r" (?:out|away|aside)\b)"
        r"|(?:remov|discard|throw|forget)(?:e|ing)?(?: about| away| out)? (?=the\b"
        r"|all\b|any\b|both\b|column|`|it\b|them\b|[a-z]+_[a-z])"
        r"|\bnothing (?:that|which|about|from|of)\b"
        r"|leav(?:e|ing)(?: out| (?=[^.;,:]{1,40} out\b))|omit(?:ting)?"
        r"|skip(?:ping)?)\b"
        r"|\b(?:not (?:allow|permitt)ed|off[- ]limits|forbidden|prohibited|banned) ?:"
        r"|\balso (?:not (?:allow|permitt)ed|off[- ]limits|forbidden|prohibited"
        r"|banned)",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:everything|anything|all|any|the rest)\b(?: [\w']+){0,4}? but\b(?! not)",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:except(?: for)?|apart from|aside from)\b"
        r"|\bdrop(?:ping)? (?=the |column|`|[a-z]+_[a-z]"
        r"|(?:it|them|both|that|those)\b)",
    ),
    (
        "avoid",
        1.0,
        r"\b(?:do not|don'?t|never|should ?n[o']t|must ?n[o']t|cannot|can'?t) (?:let|allow|have)"
        r" (?:the |our |your |a )?(?:model|network|net|it)(?: to)?"
        r" (?:see|use|look at|know|learn from|touch|have|access|read)\b",
    ),
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
        r"(?<!不能)(?<!不可)(?<!不得)(?:不要|不得|不能|不可以?|不许|不准|不应该?|不该|不想|禁止|严禁|别|勿|不)"
        r"(?:再|先|让|把|被|直接|拿|去){0,2}(?:模型)?(?:使用|用|利用|考虑|参考|看|听|加入?|包含|放|喂|拿来|当|作为|纳入|参与|输入|碰)"
        r"(?:进去?|入|到|给|成|作|来)?(?:模型|输入|特征)?",
    ),
    (
        "avoid",
        1.0,
        r"不要|别要|不需要|无需|忽略|排除|除了|除去|除(?=.{1,12}外)|去掉|删[掉除]|扔掉|丢掉|剔除|舍弃|去除|不含|抛开|略过|跳过",
    ),
    (
        "avoid",
        1.0,
        r"(?:\bbut|[,;:(]|\band|\buse|\busing|\bplease|^\s*) ?no"
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
        r"(?:必须|一定|务必|需要|应当|得)(?:要|同时|也|都)*(?:使用|用到|用上|用|利用|包含|考虑)",
    ),
    # Inputs, and nothing else.
    (
        "only",
        1.0,
        r"\bonly (?:have|has|get|got|know|need|want|allow)\b(?! (?:a few|few|about|around"
        r"|some|one|two|three|to|\d))|\ball (?:we|you|i) (?:have|get|know) (?:is|are)\b",
    ),
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
        r"仅凭|单凭|(?:只|仅|单独)(?:仅|能|准|许|可以?|需要?|要|想|应该?)?(?:使用|用|利用|根据|凭借?|从|基于|通过|看|听|读|依据|依靠|靠|给)",
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
        r"\b(?:inputs?|features?|predictors?) ?[:=]|(?:输入|特征)(?:是|为|有|:|：)",
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
        r"根据|依据|基于|利用|使用|通过|结合|融合|按照|由(?!于)|从"
        r"|(?<![信费应作])用(?!户|途|电|量|水|药|时|于|来)|每(?:一)?行是",
    ),
    # What is to be predicted.
    (
        "target",
        1.0,
        r"\b(?:predict(?:s|ed|ing|ions? (?:of|for))?|forecast(?:s|ing)?"
        r"|estimat(?:e|es|ing)|regress(?:ing|ion (?:of|for))?"
        r"|infer(?:s|ring)?|guess(?:es|ing)?)\b",
    ),
    (
        "target",
        1.0,
        r"\b(?:prediction|classification|detection|estimation) ?(?=\()"
        r"|\b(?:classifier|predictor|estimator|detector|model)s? (?:for|of) (?=the\b|`)"
        r"|\b(?:probabilit(?:y|ies)|chances?|likelihood|odds|risk)"
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
        r"预测|预报|预估|估计|估算|估测|判断|判定|判别|推断|推测|诊断|目标列?(?:是|为|:|：)"
        r"|(?:对|将|把)(?=[^,。;]{1,12}(?:进行|做|加以)(?:预测|分类|识别|回归|估计|判断"
        r"|判别|检测|评级|打分))"
        r"|想(?:要)?(?:知道|了解)|(?:希望|想要?|需要)得到|给[^,。;]{1,8}(?:评|打|定)(?!价)",
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
    (
        "sort",
        0.7,
        r"(?:^|\b(?:to|please|should|and))\s*(?:list|name|give|return|output)"
        r"(?: me| us)? (?=(?:every|all|the|each)\b)",
    ),
    (
        "sort",
        0.7,
        r"(?:^|\b(?:that|to|please|which|should|can|and))\s*(?:flag|assign|grade|tag"
        r"|label|rate|score|count|measure|quantify|compute|calculate|gauge|assess|model"
        r"|screen|mark)s?(?= (?!(?:is|are|was|of|and|or|columns?|each|out)\b)"
        r"[a-z`])",
    ),
    ("sort", 0.9, r"\btell(?:ing)?(?= [^.;,]{1,40} (?:from|apart)\b)"),
    ("sort", 0.7, r"(?:^|(?<=[#?.!]))[\s#]*(?:which|what|who|how)\b"),
    (
        "sort",
        0.7,
        r"(?<=[,:;(])\s*(?:and |so )?(?:how \w+|what (?:is|are|will|would))\b",
    ),
    (
        "sort",
        0.7,
        r"\b(?:need|want|would like|'d like|interested in|looking for)(?: to (?:have|get"
        r"|see|learn))?(?= (?:the|an?|two|three|both|its|their|our|all|`|[a-z]+_[a-z])\b)",
    ),
    (
        "sort",
        0.7,
        r"^[\s#]*(?:is|are|was|does|do|did|will|has|have|can)\b(?=[^.]*\?)",
    ),
    (
        "sort",
        0.8,
        r"会不会|能不能|识别|分辨|鉴别|分类|区分|检测|辨认|辨别|归类|找出|认出|是哪"
        r"|按(?!照)",
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
    ("metric", 1.0, r"指标|评价|衡量|最大化|最小化|优化|评估"),
)
"""What the words after each phrase are: (role, weight, pattern)."""
