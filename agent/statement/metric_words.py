"""What people call the metrics, English and Chinese: patterns over lower-case text.

Where two patterns match at one place the longer match counts.
"""

_MEAN = r"(?:mean|average)[ -]"
_OVER = (
    r"(?:\(?macro(?:[ -]averaged?)?\)?|(?:averaged?|mean)?,? ?(?:over|across)"
    r" (?:(?:the|all|of) )*(?:classes|categories))"
)


def _recall_at(rank: str, word: str) -> tuple[str, ...]:
    at = f"(?:{rank}|{word})"
    return (
        rf"(?:recall|r|hits?|hit rate) ?@ ?{rank}",
        rf"(?:recall|hits?|hit rate) (?:at|in|within|among)(?: the)?(?: top| first)*"
        rf"[ -]{at}",
        rf"top[ -]?{rank} (?:recall|hit rate|hits|retrieval)",
        rf"召回率? ?@ ?{rank}|top[ -]?{rank} ?(?:召回率?|命中率?)",
        rf"前 ?{rank} ?(?:个|名|位|项)?(?:的)?(?:召回率?|命中率?)",
    )


CASED: dict[str, str] = {"average_precision": r"\bmAP\b|\bAP\b"}
"""Names that only their capitals tell from other words: over the text as typed."""

NAMES: dict[str, tuple[str, ...]] = {
    "accuracy": (
        r"accurac(?:y|ies)",
        r"subset accuracy|exact[ -]match(?:es)?(?: ratio)?",
        "[准正]确率",
        "(?:子集|完全匹配)准确率",
    ),
    "balanced_accuracy": (
        r"bal(?:anced|\.)?[ _-]acc(?:uracy|\.)?",
        "(?:平衡|均衡)准确率",
        r"class[ -]balanced accuracy",
    ),
    "precision": ("precision", "精[确准]率|查准率|宁缺[毋勿]滥"),
    "recall": (
        r"recall(?! ?@| at \d)",
        "sensitivity",
        r"true[ -]positive rate",
        "召回率?(?! ?@)|查全率|灵敏度|敏感[度性]",
        "(?:尽量|尽可能)(?:都)?(?:找全|查全|找出来|抓全)",
    ),
    "f1": (
        r"f[ -_]?1(?:[ -]?(?:score|measure|值|分数))?",
        r"f[ -]?(?:score|measure|值)",
    ),
    "f2": (r"f[ -_]?2(?:[ -]?(?:score|measure|值|分数))?",),
    "f1_macro": (
        r"macro[ -_]*(?:averaged?[ -])?f[ -_]?(?:1|score|measure)(?:[ -]score)?",
        r"f1?[ -_]macro",
        r"(?:both|all|every|each) class(?:es)?\b[^.;]{0,20}\b(?:equal\w*|same|alike)",
        r"fair to (?:the )?(?:rare|small|minority) (?:ones|classes)",
        "(?:两|各|每|所有)个?类(?:别)?(?:都)?(?:同等|同样|一样)重要",
        r"macro[ -]averag(?:ed?|ing)",
        rf"f[ -]?1,?[ -](?:score,? )?{_OVER}",
        r"unweighted mean f1",
        r"宏(?:平均)?的?\s*f[ -]?(?:1|值)(?:值|分数)?",
        r"f[ -]?1\s*宏平均",
    ),
    "f1_micro": (
        r"micro[ -_]*(?:averaged?[ -])?f[ -_]?1(?:[ -]score)?",
        r"f1[ -_]micro",
        r"f[ -]?1(?:[ -]score)?,? \(?micro(?:[ -]averaged?)?\)?",
        r"微(?:平均)?的?\s*f[ -]?(?:1|值)(?:值|分数)?",
    ),
    "f1_weighted": (
        r"weight(?:ed)?[ -_]*(?:averaged?[ -])?f[ -_]?1(?:[ -]score)?",
        r"f1[ -_]weighted|f1(?:值|分数)?[^,，。；;a-z]{0,8}加权",
        r"加权(?:平均)?的?\s*f[ -]?(?:1|值)(?:值|分数)?",
    ),
    "precision_macro": (
        rf"macro[ -_]*(?:averaged?[ -])?precision|precision(?:[ -_]macro|,? {_OVER})",
        "宏(?:平均)?(?:精确率|精准率|查准率)",
    ),
    "recall_macro": (
        rf"macro[ -_]*(?:averaged?[ -])?recall|recall(?:[ -_]macro|,? {_OVER})|uar",
        "unweighted average recall",
        "宏(?:平均)?(?:召回率?|查全率)|[各每]个?类别?的?(?:召回率?|查全率)[^,，。；]{0,5}平均",
    ),
    "roc_auc": (
        r"roc[ -_]?auc",
        r"auc[ -_]?roc",
        "au-?roc",
        "auc",
        r"area under (?:the |a )?(?:roc|receiver[ -]operating(?:[ -]characteristic)?)"
        r"(?:[ -]curve)?",
        r"area under (?:the |a )?curve",
        r"roc\s*(?:曲线)?下(?:的)?面积",
        "曲线下(?:的)?面积",
    ),
    "average_precision": (
        r"average[ -_]precision",
        r"pr[ -_]?auc|pr[ -]curve(?: area)?",
        r"auc[ -_]?pr",
        "au-?prc?",
        r"area under (?:the |a )?(?:precision[ -/]+recall|recall[ -/]+precision|pr)"
        r"(?:[ -]curve)?",
        r"precision[ -/]recall auc",
        r"(?:pr|精确率[ -/]*召回率?|查准率?[ -/]*查全率?)\s*曲线下(?:的)?面积",
        "平均(?:精度|精确率)(?:均值)?",
        rf"{_MEAN}average precision|(?:avg|mean)\.? precision",
        r"map(?: score| as (?:the )?metric)",
        r"(?<=metric is )map|(?<=metric: )map|(?<=指标是)map|(?<=指标为)map",
    ),
    "log_loss": (
        r"log(?:arithmic)?[ -_]?loss",
        r"cross[ -]entropy",
        r"negative log[ -]likelihood",
        "对数损失",
        "交叉熵",
    ),
    "brier": (
        r"brier(?:'s)?(?:[ -](?:scores?|loss))?",
        "布(?:里|莱)尔(?:分数?|得分|评分|损失)?",
    ),
    "mcc": (
        "mcc",
        r"matthews(?: correlation)?(?: coefficient)?",
        "phi coefficient",
        "马修斯相关系数",
    ),
    "cohen_kappa": (
        r"(?:(?:unweighted|plain|simple|normal|ordinary) )?(?:cohen'?s? )?kappa"
        r"(?: (?:score|coefficient|statistic))?",
        "(?:[未不非]加权的?)?(?:科恩|cohen'?s?)? ?(?:卡帕|kappa)(?:系数|值|分数)?",
    ),
    "cohen_kappa_quadratic": (
        r"(?:quadratic(?:ally)?[ -](?:weighted[ -])?|weighted )(?:cohen'?s? )?kappa",
        r"kappa pond[ée]r[ée] (?:quadratique|cuadr[áa]tico)|kappa quadratique"
        r"|quadratisch(?:es)? (?:gewichtete[sr]? )?kappa",
        r"kappa,? (?:quadratic|with quadratic weights|quadratically weighted)",
        r"cohen_kappa_quadratic",
        "qwk",
        "(?:二次|平方)(?:加权)?的?(?:卡帕|kappa)(?:系数|值|分数)?",
        "(?<![未不非])加权的?(?:卡帕|kappa)(?:系数|值|分数)?",
    ),
    "ece": (
        "ece",
        r"(?:expected )?calibration error",
        r"(?:best |well[ -])calibrat(?:ed|ion)(?![^;]*\b(?:brier|log[ -]?loss))",
        r"(?<=metric is )calibration|(?<=metric: )calibration",
        r"calibration(?= (?:is the|as the|matters|counts))",
        "(?:期望)?校准(?:误差|度)",
    ),
    "rank_mae": (
        r"(?:how many|number of) (?:steps|levels|grades|classes|notches|stages|ranks"
        r"|stars)(?: (?:we|it|you|they|the \w+))?(?: is| are|'re)?"
        r" (?:off|away|apart|out)(?:,? on average)?",
        "(?:平均)?(?:差|错|偏)(?:了|多少|几)?[几多少]?[个]?(?:级|档|等级)",
        r"rank[ -]?distance|rank[ -]mae|mean rank error",
        r"(?:mean |average )?distance (?:in|between|of) (?:the )?(?:classes|grades"
        r"|ranks|levels|stages|categories)",
        r"mean (?:distance|error) in (?:classes|grades|levels|stages)",
        "等级(?:距离|差|误差)|平均等级(?:误差|差)|秩距离|级差",
    ),
    "f1_samples": (
        r"f[ -]?1[ -]samples?|samples?[ -](?:averaged? )?f[ -]?1(?:[ -]score)?",
        r"(?:example|instance|row)[ -](?:based|averaged) f[ -]?1",
        r"f[ -]?1(?:[ -]score)? (?:per|of each|averaged over(?: the| all)?)"
        r" (?:row|sample|image|item|example|icon|picture|instance)s?",
        "(?:逐样本|样本平均|按样本|每个样本|逐行|每行)的?(?:平均)?f[ -]?1(?:值|分数)?",
    ),
    "jaccard": (
        r"jaccard(?:'?s)?(?: (?:index|score|similarity))?",
        r"iou|intersection over union",
        "杰卡德(?:系数|指数|相似度|相似系数)?|交并比",
    ),
    "hamming_loss": (
        r"hamming(?:[ -](?:loss|distance|error|score))?",
        r"(?:share|fraction|rate) of wrong labels",
        "(?:汉明|海明)(?:损失|距离)",
    ),
    "r2": (
        r"r\^?2(?:[ -]score)?|r²|r[ -]squared",
        r"coefficient of determination",
        r"explained variance",
        "(?:决定|判定|拟合)系数",
        "拟合优度",
        "r ?平?方",
    ),
    "rmse": (
        "rmse",
        "mse",
        r"rms(?: error)?|least[ -]squares",
        rf"root[ -]{_MEAN}squared?[ -](?:error|deviation)",
        r"(?:big|large) (?:errors?|mistakes)[^.;,]{0,20}\b(?:more|worse|most)\b",
        rf"{_MEAN}squared?[ -]error",
        r"squared error",
        "均方根(?:误差|(?=$|[,，。；;]))",
        "均方误差",
    ),
    "mae": (
        "mae",
        rf"{_MEAN}abs(?:olute|\.)?[ -](?:error|deviation)",
        r"abs(?:olute|\.)? error",
        "平均(?:绝对)?(?:误差|偏差)",
        "绝对误差",
    ),
    "smape": (
        r"s-?mape",
        r"symmetric (?:mean )?(?:absolute )?percent(?:age)?[ -]error",
        "对称(?:平均)?(?:绝对)?百分比误差",
    ),
    "mape": (
        "mape",
        rf"{_MEAN}absolute percent(?:age)?[ -]error",
        r"(?:percent(?:age)?|(?<!\d)(?<!\d )%) ?(?:error|deviation)",
        r"error in (?:percent|%)",
        "平均绝对百分比误差",
        "(?:平均)?相对误差",
        rf"(?:{_MEAN})?relative error",
        "百分比误差",
        "(?:误差)?按百分[比之点数]*(?:误差)?(?:来)?[算计]|百分之几的误差|误差[^，。；]{0,4}百分之几",
    ),
    "rmsle": (
        "rmsle",
        rf"root[ -]{_MEAN}squared?[ -]log(?:arithmic)?[ -]error",
        r"rmse (?:of|on|over|in) (?:the )?log(?:s|arithms?|[ -]?1p)?\b"
        r"(?: (?:of )?(?:the )?(?:price|value|count)s?)?",
        "log[ -]?(?:scale )?rmse|对数(?:的)?rmse",
        r"(?:compare|judged?|scored?|measured?|errors?)[^.;]{0,20}"
        r" on (?:a|the) log(?:arithmic)?[ -]scale",
        "均方根对数误差|(?:按|用|在)对数(?:尺度|刻度|坐标)",
    ),
    "spearman": (
        r"spearman(?:'s)?(?: rank)?(?:[ -]correlation)?(?: coefficient)?",
        r"rank correlation",
        "(?:斯皮尔曼|秩相关)(?:相关)?(?:系数)?",
    ),
    "pearson": (
        r"pearson(?:'s)?(?:[ -]correlation)?(?: coefficient)?",
        "皮尔[逊森]相关(?:系数)?",
        "(?<!秩)(?<!曼)(?<!斯)相关系数",
    ),
    "median_ae": (
        "median_ae",
        r"median (?:abs(?:olute|\.)?[ -])?(?:error|deviation)",
        "中位(?:数)?(?:绝对)?误差",
        "绝对误差的?中位数",
    ),
    "pinball": (
        r"pinball(?:[ -]loss)?",
        r"quantile (?:loss|score|error)",
        "分位数?损失|弹球损失",
    ),
    "c_index": (
        r"c[ -]?index|c[ -]statistic",
        r"concordance(?:[ -]index)?",
        r"harrell'?s? c",
        "一致性(?:指数|指标|系数)|c[ -]?指数",
    ),
    "recall_at_1": _recall_at("1", "one|first"),
    "recall_at_5": _recall_at("5", "five"),
    "recall_at_10": _recall_at("10", "ten"),
    "mrr": (
        "mrr",
        r"(?:mean )?reciprocal rank",
        "(?:平均)?倒数(?:排名|秩)(?:均值)?",
    ),
    "median_rank": (
        r"median rank|med ?r|medr",
        "(?:中位(?:数)?|中值)(?:排名|秩|名次)|排名的?中位数",
    ),
}
