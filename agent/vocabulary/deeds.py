"""Everyday phrases for what people do, and what is done with a thing, and the words of
columns' names that they speak of, English and Chinese. A table, no code.

All patterns are over lower-case text (`agent.vocabulary.words.plain`).
"""

_DO = r"(?:do|does|did|will|would|can|could|is|are|was|were|has|have)"
_WHO = r"(?:(?:the|an?|our|this|that|each|every) )?\w+"

PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # What people do
    (
        r"(?:^|[?.] ?|\b(?:tell|predict|know|say|see|find out|learn|understand)"
        r"(?: me| us)? )why\b(?! (?:i|we)\b)|为什么|为何|[什啥]么?原因",
        ("reason", "cause", "原因"),
    ),
    (r"[买订拿](?:了|走)?(?:几|多少)[件个本双]", ("quantity", "qty", "数量", "件数")),
    (
        r"\b(?:leave|leaves|leaving|quit|quits|go away|walk away|say goodbye)"
        r"(?: (?:us|the (?:company|firm|bank|service|provider|job)|early|soon"
        r"|for good))?(?=\s*(?:[?.,;!]|$|\b(?:within|in|next|this|soon|and|or)\b))"
        r"|\bcancel\w* (?:their|his|her|the|its) (?:contract|subscription|account|plan"
        r"|membership|policy)\b|(?:要走|走人|跑路|不再续|不续|离开我们|退订|销户)",
        (
            *("churn", "churned", "attrition", "left", "leave", "exited", "exit"),
            *("quit", "resigned", "流失", "离职", "退订", "销户", "续约", "续费"),
            "cancelled",
        ),
    ),
    (
        rf"\bhow much(?: money| cash)? {_DO} [^.?;]{{1,30}}? (?:make|earn|bring in"
        r"|gross|generate|take in)\b|\b(?:makes?|earns?|brings? in) how much",
        (
            *(
                "revenue",
                "income",
                "earnings",
                "gross",
                "takings",
                "turnover",
                "profit",
            ),
            *("proceeds", "收入", "营收", "营业额", "票房"),
        ),
    ),
    (
        r"\bearn(?:s|ed|ing)?\b|\bhow much (?:do|does|did) \w+ (?:make|earn)\b|挣多少"
        r"|赚多少|挣得|年收入|月收入",
        ("income", "salary", "wage", "earnings", "pay", "收入", "工资", "薪资"),
    ),
    (
        rf"\bwhat {_DO} {_WHO}(?: \w+)? (?:doing|up to)\b"
        rf"|\bwhat {_WHO} (?:is|are|was|were) doing\b|\bdoing what\b"
        r"|在(?:做|干)(?:什么|啥|嘛)|做什么动作",
        ("activity", "action", "behaviour", "behavior", "动作", "行为", "活动"),
    ),
    (
        r"\bdiagnos(?:e|es|ing|is)\b|\bwhat (?:is|'s) wrong with (?:the|a|this)"
        r" (?:patient|child|dog|cat|animal|plant)\b|\bsuffer\w*\b|得了?什么病",
        ("diagnosis", "dx", "disease", "condition", "诊断", "病种", "疾病"),
    ),
    (
        r"\b(?:pay|pays|paid|paying) (?:it |them |us )?(?:back|off)\b|\brepa(?:y|ys"
        r"|id)\b"
        r"|还不还|还得?[上起]|还不[上起]|还钱|赖账",
        (
            *("repaid", "repayment", "default", "defaulted", "delinquent"),
            *("违约", "逾期", "还款"),
        ),
    ),
    (r"\b(?:goes?|went|going) (?:bad|off)\b|变质|放坏", ("spoiled", "spoilt", "变质")),
    (
        r"\bbreaks?(?: down)?\b|\bbreaking down\b|\b(?:give|gives) out\b|坏掉|出毛病"
        r"|会不会坏|会坏|要坏",
        (
            *("failure", "failed", "breakdown", "fault", "broken", "broke"),
            *("故障", "损坏", "失效"),
        ),
    ),
    (
        r"\b(?:pass|passes|passed) away\b|\b(?:make|makes"
        r"|made) it\b(?! (?:\w+ )?(?:to|in))"
        r"|\blives?\b(?= (?:or|past|through|longer))|救[得不][回活]|活不活|能不能活"
        r"|活得?下来",
        (
            *("died", "death", "dead", "mortality", "survived", "survival"),
            *("死亡", "存活", "生存"),
        ),
    ),
    (
        r"\b(?:show|shows|showed|turn|turns|turned) up\b|\bappears? at all\b|爽约"
        r"|放鸽子"
        r"|来不来|会不会来",
        (
            *("attended", "attendance", "arrived", "show", "noshow", "showed"),
            *("出席", "到场", "爽约", "到诊"),
        ),
    ),
    (
        r"\b(?:get|gets|got) (?:well|better)\b|\brecover(?:s|ed|y)?\b|好不好得了|痊愈"
        r"|治[得不]好",
        ("recovered", "recovery", "cured", "痊愈", "康复"),
    ),
    (
        r"\bbuy(?:s|ing)? again\b|\bcomes? again\b|\bordere?d? again\b|还会再?买"
        r"|再次购买"
        r"|回头客|复购",
        ("repurchase", "repeat", "reorder", "reordered", "复购", "回购"),
    ),
    (r"\bcomes? back\b|\breturns?\b|又长|复发", ("recurrence", "relapse", "复发")),
    (
        r"\b(?:get|gets|got) (?:the|a) job\b|\b(?:take|taken) on\b(?! by)|录不录用",
        ("hired", "accepted", "录用"),
    ),
    (
        r"\b(?:get|gets|got|be let) in(?:to)?\b(?= (?:the |a )?(?:university|college"
        r"|school|programme|program|course|\W|$))|考[得不]上",
        ("admitted", "accepted", "admission", "录取"),
    ),
    (r"\b(?:lie|lies|lying|lied)\b|说谎|撒谎", ("deception", "lie", "谎言")),
    (r"\b(?:asleep|sleepy|dozing|nodding off)\b|犯困|打瞌睡", ("drowsy", "drowsiness")),
    (
        r"\b(?:rude|insulting|offensive|abusive)\b|骂人",
        ("toxic", "offensive", "toxicity"),
    ),
    (
        r"\b(?:anybody|anyone|somebody|someone) (?:is )?(?:in|there|at home|inside"
        r"|home)\b"
        r"|\btaken\b(?=\s*(?:\?|$))|有没有人|有人没人",
        ("occupied", "occupancy", "presence", "占用", "有人"),
    ),
    (
        r"\b(?:space|seat|spot|table|room|bed) (?:is )?free\b|有没有(?:空位|位子|座位)",
        ("vacant", "occupied", "available", "空闲"),
    ),
    (
        r"\b(?:drop|drops|dropped|let go of|lose its grip)\b(?= it| the)|拿[得不]住"
        r"|掉没掉",
        ("slipped", "dropped", "slip", "success", "滑落"),
    ),
    (
        r"\b(?:does|did|will|would) (?:it|this|that|the \w+|they|\w+) (?:work|succeed)"
        r"(?: out)?\b|\bworks? out\b|成不成|成功没|能不能成|能成",
        ("success", "succeeded", "outcome", "successful", "成功"),
    ),
    (
        r"\bhow (?:did|does|will|would) (?:it|this|that|the \w+) (?:end|turn out|go)\b",
        ("outcome", "result", "结果"),
    ),
    (
        r"\b(?:forged?|genuine|the real thing)\b",
        ("authentic", "genuine", "counterfeit"),
    ),
    (
        r"\b(?:some|any|every)thing (?:is |'s )?(?:wrong|off|odd|strange|unusual)\b"
        r"|不对劲"
        r"|有没有(?:问题|毛病|异常)|正不正常|是不是正常",
        ("fault", "anomaly", "defect", "abnormal", "异常", "故障", "缺陷"),
    ),
    (
        r"\bwhat(?:'s| is| was) (?:wrong|the matter|the trouble) with\b|(?:什么|啥)毛病"
        r"|哪里?坏了?|哪儿坏",
        ("fault", "defect", "failure", "故障", "缺陷"),
    ),
    (
        r"\bhow (?:do|does|did|will|would) \w+(?: \w+)? pay\b|(?:怎么|如何"
        r"|用什么)(?:付|支付|结账)",
        ("payment", "pay", "支付方式", "付款方式"),
    ),
    # What is done with it
    (
        r"\b(?:taken|picked up|rented|borrowed) (?:out |away )?(?:from|at)\b",
        ("pickups", "rentals", "checkouts"),
    ),
    (r"\b(?:brought|given) back\b", ("returns", "returned")),
    (
        r"\bcall(?:ing|s|ed)? about\b|来电(?:是)?为了什么"
        r"|打(?:电话)?(?:进)?来(?:是)?(?:要|想)?(?:干什么|干嘛|问什么|办什么)"
        r"|办(?:的是)?什么(?:业务|事)",
        ("topic", "intent", "reason", "subject", "意图", "主题", "业务类型"),
    ),
    (
        r"工作了?(?:几|多少)年|工作(?:了)?多久|工龄",
        ("experience", "seniority", "tenure", "工作年限", "工龄"),
    ),
    (r"种的?(?:是|了)?什么", ("crop", "crops", "作物")),
    (
        r"再(?:次)?(?:住|入)(?:进来|进去|院|回来)|又住进来",
        ("readmitted", "readmission", "再入院", "再住院"),
    ),
)
