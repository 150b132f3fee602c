"""The words by which each kind of task is asked for, English and Chinese: no code.

All patterns are over lower-case text (`agent.statement.words.plain`).
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAID_KINDS: tuple[tuple[str, str], ...] = (
    ("ordinal", r"\bordinal\b|\bordered class|有序(?:分类|回归|类别)|序数|定序"),
    ("multilabel", r"\bmulti-?label\b|多标签"),
    (
        "multiclass",
        r"\bmulti-?class\b|\bunordered\b|\bnominal\b"
        r"|\b(?:ignor\w+|forget|without|never mind|no) (?:the |an? |any )?(?:order"
        r"|ranking)(?=\s*(?:[.,;!)]|$|please\b|of\b))"
        r"|\b(?:plain|ordinary|normal|regular|simple) (?:classes|classification"
        r"|labels)\b"
        r"|多分类|无序|(?:普通|一般)[^,，。;；]{0,4}分类|(?:不(?:用|必|要)?管|忽略|不考虑|别管)顺序",
    ),
    (
        "regression",
        r"\b(?<!ordinal )(?<!logistic )(?<!not )(?:as|by|plain|simple|pure) (?:an? "
        r"|plain )?"
        r"regression\b|\b(?:as|like|give me|want) (?:an? )?(?:plain |simple |single "
        r"|real )?(?:continuous|numeric|number|decimal|real[- ]valued|float)\b"
        r"|\bnot (?:as )?(?:classes|classification|categories|an? class)\b"
        r"|(?<![别不序能])(?:直接|当作?|按|做成?|用|走)(?:数值|数字|连续值?|普通)?(?:的)?回归|连续[的]?(?:值|数|量|分数)"
        r"|(?:别|不要?|不用)(?:当成?|当作|做|按|作为)?(?:成)?(?:分类|类别|等级|有序)(?:做|来|算|处理|任务|$|[,，。；;])"
        r"|给(?:我)?(?:出)?个(?:带小数|小数|连续)",
    ),
)
"""Kinds of task called by their own names."""

NOT = (
    r"(?:\b(?:not|never|no|don't|rather than|instead of)\s+(?:\w+ )?"
    r"|[别勿不][^,，。；;]{0,4})$"
)
"""Before one that is not meant."""

SEVERAL_LABELS = (
    r"\bmulti-?label\b|\bone or (?:more|several) (?:{nouns})|\bseveral (?:{nouns})"
    r"|\b(?:can|may|could|might|often|sometimes)\b[^.;]{{0,16}} more th[ae]n one\b"
    r"|\bmore th[ae]n one (?:{nouns})|\bmultiple (?:{nouns})|\bmany (?:{nouns})"
    r"|\ball (?:the |its |of the |their )?(?:{nouns})"
    r"|\b(?:{nouns})\b[^.;]{{0,40}}\b(?:separated|delimited|joined)\b"
    r"|\b(?:{nouns})\b[^.;]{{0,40}}(?:semicolons?|commas?|pipes?|vertical bars?)\b"
    r"|(?:可能?|能|会)(?:以|同时)?(?:有|属于|是)(?:好几|多|不止一)[个种]|不止一[个种]"
    r"|多标签|(?:多个|所有|全部|一个或多个|若干)(?:{nouns})|(?:{nouns})之?间用"
)
"""Cells hold several labels; `nouns` are words for a label."""

NO_LABELS = (
    r"\b(?:possibly|perhaps|maybe|or|sometimes|often|even|(?:may|can|could) (?:also )?"
    r"(?:be|have|hold)|includ\w+) (?:none|nothing|empty|zero|no (?:{nouns}))\b"
    r"|\b(?:zero|0) (?:or|to) (?:more|many|several)\b|\bnone at all\b"
    r"|\b(?:empty|blank)(?: cells?| fields?| ones?)? (?:mean|=|stand|count)"
    r"|(?:可能|也许|或者?|也可以?|有时|允许)[都全会]?(?:一个)?[都也]?(?:没有|为空|是空的?|空着|不属于任何)"
    r"|可以?为空|零个或|[0０]个?或|空(?:着|白|值|格|的)?[就也]?(?:表示|代表|算作?|即|是指)"
)
"""An empty cell says that a row has none of the labels; `nouns` are words for one."""

LABEL_NOUNS = (
    r"labels?|tags?|genres?|topics?|categories|classes|keywords?|findings|diagnoses"
    r"|symptoms|diseases|themes|emotions|attributes|ingredients"
    r"|标签|类别|类型|主题|关键词|疾病|症状|情绪"
)

SEPARATORS: tuple[tuple[str, str], ...] = (
    (";", r"\bsemi-?colons?\b|(?<!中文)分号"),
    ("|", r"\bpipes?\b|\bvertical bars?\b|竖[线杠]"),
    ("；", r"分号"),
    ("、", r"顿号"),
    (",", r"\bcommas?\b|逗号"),
    ("，", r"逗号"),
    ("/", r"\bslash(?:es)?\b|斜[杠线]"),
    ("+", r"\bplus(?:es\b| signs?\b)|加号"),
    ("&", r"\bampersands?\b|与号"),
    ("#", r"\bhash(?:es| signs?)\b|井号"),
    ("~", r"\btildes?\b|波浪[号线]"),
    ("_", r"\bunderscores?\b|下划线"),
    ("-", r"\b(?:hyphens?|dash(?:es)?)\b|连字符|短横线?|横杠|中划线|减号"),
    (" ", r"\bspaces? (?:between|as)|\bspace-separated\b|\bby spaces?\b|空格"),
)
"""What may stand between the labels of a cell, and what it is called."""

_JOINED = r"(?:\b(?:split|separat|delimit|join|glu|concatenat|between)\w*|[分隔连拼串])"
SEPARATOR_NAMED = (
    rf"(?:{{words}})[^,，。.;；]{{{{0,6}}}}{_JOINED}"
    rf"|{_JOINED}[\w ]{{{{0,12}}}}(?:{{words}})"
)
"""What parts the labels, by the `words` for it: 用加号连的."""
SEPARATOR_SHOWN = (
    r"\b(?:split|separated?|delimited|joined?|parted|glued|concatenated|strung)"
    r"(?: \w+){0,2}? (?:by|on|with|at|using|via)(?: an?"
    r"| the)? ?[\"'`(]?(?P<en>[^\w\s\"'`(.])"
    r"|(?:用|以|拿|靠|按)(?:了|的是)?[\"'“「`]?(?P<zh>[^\w\s\"'“「`])[^,，。]{0,4}?[分隔连拼串接拆切]"
    r"|(?P<bare>[|+&#/~])号?[分隔连]"
)
"""The sign itself: "split on |", 用+连的."""

ORDER_WORDS = (
    r"\bgrad(?:e|es|ing)\b|\bstag(?:e|es|ing)\b|\bstars?\b|\bseverit(?:y|ies)\b"
    r"|\bordinal\b|\blikert\b|\b(?:risk|skill|difficulty|pain|stress) levels?\b"
    r"|\bon a scale\b|\bdegree of\b"
    r"|\bordered\b(?! (?:by|from|on|in|at|online|items?|goods))"
    r"|\b(?:lowest|worst)\b[^.;]{0,30}\bthen\b"
    r"|\bhow (?:severe|serious|satisfied|likely|bad|difficult|badly|severely|strong"
    r"|strongly|intense|heavily|ripe|advanced|urgent)(?:ly)?\b|\brank(?:ed)? from\b"
    r"|等级|评级|严重程度|严重性|星级|分级|级别|几[级星期]|程度|分期|有序|序数"
)
"""Words for classes that have an order."""

ORDER_SAID = (
    r"\b(?:are|is|form|make|as) (?:an? )?(?:ordered )?(?:sequence|ladder|progression)\b"
    r"|\b(?:in|by) (?:(?:that|this|the following|an?|their) )?(?:(?:natural|clear"
    r"|increasing|rising|ascending|descending) )?order\b(?! to\b)"
    r"|, ?(?:rising|ascending|increasing)(?=\s*(?:[.;!)]|$))"
    r"|\bgetting (?:worse|better|stronger|bigger|heavier)\b"
    r"|\bfollow(?:s|ing)? (?:on )?(?:one another|each other)\b|\bchronological\w*\b"
    r"|\bone after (?:the other|another)\b"
    r"|\b(?:increasing|ascending|descending) (?:severity|quality|order|risk|level)"
    r"|\b(?:an?|the|its|their|natural) (?:\w+ )?order(?:ing)?\b(?! (?:of|by|in|for"
    r"|from|date|time|id))|\border matters\b|\branked\b"
    r"|\b(?:low(?:est)?|worst|bad|best|mild(?:est)?|least|weak(?:est)?|high(?:est)?)"
    r" to (?:the )?(?:high(?:est)?|best|worst|good|severest?|most|strong(?:est)?"
    r"|low(?:est)?)\b|\b(?:three|four|five|six|seven|[3-9]) (?:\w+ )?(?:levels|grades"
    r"|tiers|steps|stages)\b"
    r"|\b\d+ (?:is |= ?)?(?:the )?(?:lowest|highest|best|worst|mildest|severest)\b"
    r"|\bhow (?!many\b|much\b|long\b|far\b|old\b|often\b|about\b|come\b|to\b"
    r"|do\b|can\b)\w+ (?:is|are|was|were)\b|"
    r"有多(?![少久种个类次人])\S|多(?:严重|[轻强好差深熟脏累疼痛糟])|到(?:什么|何种)程度"
    r"|\b(?:are|is) ordered\b|最[好差高低重轻强弱优劣大小](?=[,，。；;、）)]|$)"
    r"|[有按照](?:先后|高低|大小|轻重|强弱|好坏)?(?:顺序|次序)|先后有序|有先后|越远越|依次|递[增减]|高低(?:顺序|之分|次序)|优劣|(?:由|从).{1,3}(?:到|至).{1,3}"
    r"(?=排|的?(?:顺序|有序|是|为|依次|分|$|[:：,，。；;）)]))|越往?[后右]越|分(?:成|为)?[三四五六七3-9]个?(?:档|级|层|等)"
    r"|[三四五六七3-9]个?(?:档次?|等级|级别|层级)"
)
"""An order, said in a sentence on the target or its classes."""

RATING_WORDS = r"\bratings?\b|\brated?\b|\bsatisfaction\b|评分|打分|满意度"
"""Words for a rating: an order if the numbers run from 0 or 1 to 10 at most."""

SCALE_ASKED = (
    r"\b(?:from )?[01] ?(?:to|-|–|through) ?(?:\d{1,2})\b(?: stars?| scale)?"
    r"|\bon a scale\b|[01] ?(?:到|至|-|~) ?\d{1,2}"
)
"""A scale spelled out: "1 to 5"."""

QUADRATIC = (
    r"\bquadrati(?:c|que|sch)|\bqwk\b|\bweighted kappa|二次|加权(?:的)?(?:kappa|卡帕)"
)
"""A kappa that weighs far misses more: only sensible for an order."""

SURVIVAL_SURE = (
    r"\bsurvival (?:analysis|model\w*|curves?|regression|functions?|task|problem)\b"
    r"|\b(?:as|by) (?:a )?survival\b(?! time)"
    r"|\bsurvival\b(?=\s*[:(=])|\b(?:time|duration)\s*(?:=|:|in|is)\s[^.;]{0,40}\bevent\s*(?:=|:)"
    r"|时间列?(?:是|为|用)?[^。；]{1,20}事件列?(?:是|为|用)|时间列[^。；]{0,20}事件列"
    r"|(?:是|为|作|做)[^,，。；]{0,2}时间[,，][^。；]{1,20}(?:是|为|作|做)[^,，。；]{0,2}事件"
    r"|\btime[- ]to[- ]event\b|\bright[- ]censored\b|\bproportional hazards?\b"
    r"|\b(?:is|are|as) the (?:time|duration|follow-?up)\b[^.;]{0,40}"
    r"\b(?:events?|(?:tells|says|shows|indicates) (?:if|whether) it)\b"
    r"|\b(?:is|are|as) the event\b[^.;]{0,40}\b(?:time|duration|follow-?up)\b"
    r"|\bkaplan\b|\bcox (?:model|regression)|生存(?:分析|曲线|模型|回归)|删失"
    r"|只是(?:到|截至|截止)?(?:目前|现在|至今|迄今|我们)[^，。；]{0,6}(?:观察|随访|跟踪)"
)
"""Nothing but survival is meant."""

SURVIVAL_MAYBE = (
    r"\bsurvival times?\b|\bcensor\w*|\btime (?:un)?till?\b|\btime to (?!time\b)\w+"
    r"|\bhow (?:long|soon|many (?:days|weeks|months|hours|years|cycles))\b[^.;?]{0,50}"
    r"\b(?:until|till|before|lasts?|survives?|lives?|stays?|runs?|dies|fails|churns)\b"
    r"|\bwhen (?:will|would|does|do)\b[^.;?]{0,40}\b(?:fail|die|break|churn|default"
    r"|relapse|leave|cancel|happen)\b"
    r"|\b(?:days|weeks|months|hours|years|cycles) (?:un)?till?\b|\bremaining life"
    r"|生存(?:时间|期)|存活(?:时间|期)|多久(?:后|之后)?(?:会|才|将|能|可以)"
    r"|还(?:有|要|能[^,，。；]{0,2})多久|[能可][\u3400-\u9fff]{1,3}多久"
    r"|\b(?:whether|if|does|do|will)\b[^.?;,]{1,40},? and (?:if so,? )?when\b"
    r"|(?<=[.?!,;]) ?survival(?=\s*(?:$|[.,;!]))"
    r"|(?:发生|失效|故障|流失|死亡|复发)(?:前|之前|为止)?的?时间|剩余寿命"
)
"""Survival, if the table has a time and a column that says if the event happened."""

EVENT_NAMES = _words(
    "event events status censored censor censoring uncensored died dead"
    " death deceased observed failed failure fail churned churn relapse"
    " relapsed recurrence recurred progressed progression converted default"
    " lapsed lapse expired quit resigned readmitted recovered broke broken cracked"
    " burst ruptured leaked stopped exited departed retired"
    " defaulted alive survived occurred happened cancelled canceled left"
)
"""Words in the name of a column that says if the event happened."""

EVENT_NAMES_CHINESE = r"事件|状态|删失|截尾|死亡|流失|失效|故障|复发|存活|违约|离网"

TIME_NAMES = _words(
    "time duration days weeks months years hours minutes cycles tenure"
    " followup follow lifetime lifespan futime survtime ttf tte os pfs dfs"
    " rul uptime"
)
"""Words in the name of a column that holds a time to an event."""

TIME_NAMES_CHINESE = r"时间|天数|月数|年数|年限|小时|时长|随访|寿命|周期|生存期"

NO_EVENT_NAMES = _words("censored censor censoring alive survived 删失 截尾 存活")
"""Names of columns whose yes means that the event did not happen."""

EVENT_VALUES = _words(
    "dead died death deceased event failed failure churned left relapse"
    " relapsed uncensored observed occurred defaulted cancelled canceled"
    " broken expired 死亡 已死亡 流失 失效 故障 复发 发生 违约 离网"
)
NO_EVENT_VALUES = _words(
    "alive living censored active running ongoing lost survived stayed"
    " working healthy 存活 删失 在网 未发生 正常 未流失 截尾"
)

_NOTHING = r"(?:censored|censoring|alive|still (?:alive|running|working)|no event|lost)"
_HAPPENED = (
    r"(?:an? event|the event|event|death|died|dead|deceased|failed|failure|observed"
    r"|uncensored|relapsed?|churned|left|happened|occurred)"
)
_VALUE = r"[`\"']?(?P<value>[\w.]+)[`\"']?"
_MEANS = r"\s*(?:=+|:|means|is|stands for|for|if|when|表示|代表|为|是)\s*"
_SUBJECT = (
    r"(?:that |it |the |a |row |patient |machine |customer |was |is |were |are |has )*"
)
VALUE_MEANS_NOT = (
    rf"{_VALUE}{_MEANS}{_SUBJECT}{_NOTHING}\b",
    rf"{_VALUE}\s*(?:=|:|表示|代表|为|是)\s*(?:删失|截尾|存活|未发生)",
    rf"\b{_NOTHING}\s*(?:=+|:|coded as)\s*{_VALUE}",
)
VALUE_MEANS_EVENT = (
    rf"{_VALUE}{_MEANS}{_SUBJECT}{_HAPPENED}\b",
    rf"{_VALUE}\s*(?:=|:|表示|代表|为|是)\s*(?:死亡|发生|流失|失效|故障|复发|事件)",
    rf"\b{_HAPPENED}\s*(?:=+|:|coded as)\s*{_VALUE}",
)
"""A statement that explains the values: "1 means censored"."""

RETRIEVE = (
    r"\b(?:retriev(?:e|es|ing|al)|image search|cross-modal search)\b"
    r"|检索|以文搜图|以图搜文|图文匹配|图文检索|搜图|找图"
)
"""Words that ask for retrieval by themselves."""

MATCH = (
    r"\b(?:find(?:s|ing)?|search(?:es|ing)?(?: for)?|look(?:s|ing)? up|match(?:es|ing)?"
    r"|pair(?:s|ing)?|link(?:s|ing)?|retriev(?:e|es|ing|al)|fetch(?:es|ing)?"
    r"|(?:bring|pull|call)(?:s|ing)? up|come(?:s)? up with)"
    r"\b|匹配|配对|找到|找出|找(?=对应|匹配|相应|最像|相似|[\u3400-\u9fff]{0,5}(?:图|照|视频|录音|声音|音频|描述|标题|介绍))|配(?=上|封面|照片|图片|音频|视频|标题|文字|歌曲)|检索|查找|搜索|搜"
)
"""Verbs of retrieval: it is meant if what is found and what for are modalities."""

FOUND_FIRST = (
    r"\b(?:for|given|from|by|of|that (?:match(?:es)?|fits?|belongs? to|goes with)"
    r"|which (?:match(?:es)?|fits?|belongs? to)|matching|described by|belonging to"
    r"|using|that (?:is|are) described by)\b"
)
"""Between what is found and what for: "find the image for each caption"."""

FOUND_LAST = r"\b(?:to|with|and)\b|与|和|跟|到|对应的?"
"""Between what is given and what is found: "match sounds to their pictures"."""

EXTRA_KIND_WORDS: dict[str, str] = {
    "text": r"\b(?:captions?|descriptions?|quer(?:y|ies)|titles?|documents?|articles?"
    r"|names?|questions?)\b|标题|字幕|说明|文(?=检索|搜|匹配)|题目",
    "image": r"\b(?:drawings|scans?|thumbnails?)\b|图",
    "audio": r"\b(?:clips?|songs?|music|calls?)\b|音乐|歌曲",
    "table": r"\b(?:records?|rows?|table entries)\b|记录",
}
"""Words for kinds of modality that are plain in a sentence on retrieval alone."""

QUANTILES = (
    r"\bquantiles?\b|\bquartiles?\b|四分位数?|\bpercentiles?\b|分位(?:数|点)?"
    r"|百分位(?:数|点)?"
)
INTERVAL = (
    r"\b(?:prediction|predictive|forecast|uncertainty|credible|confidence)"
    r" (?:intervals?|bands?|ranges?)\b|(?<=%) (?:intervals?|bands?)\b|(?:预测"
    r"|置信)(?:区间|范围)"
)
NOT_ASKED_FOR = (
    r"\b(?:clip(?:ped|ping)?|remov(?:e|ed|ing)|winsor\w*|trimm?\w*|filter\w*|outliers?"
    r"|bootstrap\w*|of the (?:score|metric|auc|accuracy|f1|mae|rmse)|cut|above|below"
    r"|capped)\b|剔除|去除|截断|异常值|过滤|高于|低于"
)
"""Quantiles beside these words are about how the data was cleaned."""
