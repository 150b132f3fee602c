"""Forty-four statements in Chinese by somebody who had never seen the reader, over Chinese
and English names, of the trades of `unseen_english_six`. First reading: 36 right, 2 with
another target, 1 unclear one guessed.
"""

from statement_suite import Case

CHINESE7_SKI = """记录编号 id; 客人照片 image; 教练评语 text; 日期 date; 气温 number; 积雪厚度 number;
 雪票类型 category =日票,季票,夜场票; 板型 category =单板,双板; 缆车次数 integer 0..60; 滑行时长 number;
 是否受伤 boolean; 急救费用 number; 餐饮消费 number; 租具消费 number"""

CHINESE7_TAX = """filing_id id; invoice_scan image; business_note text;
 industry category =retail,catering,construction,software; registered_date date; employees integer 1..500;
 declared_income number; tax_paid number; audited boolean; evasion boolean; penalty_amount number;
 risk_level category =low,medium,high; overdue_days integer 0..365"""

CHINESE7_BEER = """批次号 id; 麦芽图片 image; 酿造笔记 text; 发酵曲线 series;
 啤酒类型 category =艾尔,拉格,世涛,小麦; 酵母用量 number; 发酵温度 number; 发酵天数 integer 5..40;
 酒精度 number; 苦度 number; 浊度 number; 品评等级 category =差,中,良,优;
 异味标签 category =酸败,纸板味,硫味,酸败|硫味; 是否退货 boolean"""

CHINESE7_LIBRARY = """loan_id id; cover image; summary text; genre category =novel,history,science,children;
 pages integer 20..1500; reader_age integer 6..90; branch category =east,west,north; borrow_date date;
 renewals integer 0..5; -returned_late boolean; -days_out number; -days_overdue number; -fine_amount number;
 -damaged boolean"""


CHINESE7_WIND = """record_id id; vibration series; blade_photo image; gearbox_sound audio; maintenance_log text;
 wind_speed number; air_temp number; oil_temp number; power_kw number; site category =coast,ridge,plain;
 days_to_failure number 1..4000; gearbox_failed boolean; blade_icing boolean;
 fault_types category =bearing,gear,leak,bearing|gear"""

CHINESE7_PET = """保单号 id; 宠物照片 image; 就诊病历 text; 客服通话 audio; 宠物种类 category =猫,狗,兔;
 月龄 integer 1..240; 体重 number; 主人城市 category =北京,上海,成都; 投保日期 date; 年保费 number;
 健康评级 category =A,B,C,D; 是否理赔 boolean; 理赔金额 number; 是否续保 boolean"""

CHINESE7_STUDIO = """take_id id; recording audio; spectrogram image; lyrics text;
 instrument category =guitar,piano,drums,vocals; bpm number; musical_key category =major,minor;
 duration_s number; mic_model category =u87,sm58,c414; noise_db number; engineer_score number;
 audience_score number; clipped boolean; moods category =happy,sad,calm,sad|calm"""

CHINESE7_SCHOOL = """学员编号 id; 车内视频 video; 教练点评 text; 转向轨迹 series; 年龄 integer 18..70;
 性别 category =男,女; 车型 category =手动挡,自动挡; 练车学时 number; 报名日期 date; 科目二成绩 number;
 科目三成绩 number; 科目三通过 boolean; 补考次数 integer 0..5; 是否退学 boolean"""
_FIRST = (
    Case(
        "chinese7-ski-injury",
        CHINESE7_SKI,
        "这位客人今天会不会摔伤？急救费用是出了事以后才有的，别用。看AUC",
        "是否受伤",
        "binary",
        "roc_auc",
        without="急救费用",
    ),
    Case(
        "chinese7-ski-food",
        CHINESE7_SKI,
        "想估一下客人在餐厅吃喝会花多少前，MAE",
        "餐饮消费",
        "regression",
        "mae",
    ),
    Case(
        "chinese7-ski-board",
        CHINESE7_SKI,
        "滑的是单板还是双板？只看客人照片，其他列都不要用，准确率",
        "板型",
        "binary",
        "accuracy",
        only="客人照片",
    ),
    Case(
        "chinese7-ski-ticket",
        CHINESE7_SKI,
        "雪票类型分类",
        "雪票类型",
        "multiclass",
    ),
    Case(
        "chinese7-ski-lift",
        CHINESE7_SKI,
        "帮我预测客人一天坐几趟缆车。滑行时长跟这个基本是一回事，请去掉。",
        "缆车次数",
        "regression",
        without="滑行时长",
    ),
    Case(
        "chinese7-tax-evasion",
        CHINESE7_TAX,
        "我们人手不够，不可能每家都上门，所以想先用模型筛出偷逃税的企业。罚款金额是查实之后才定的，"
        "不能当特征。宁可多查几家也别漏掉，用召回率评估。",
        "evasion",
        "binary",
        "recall",
        without="penalty_amount",
    ),
    Case(
        "chinese7-tax-risk",
        CHINESE7_TAX,
        "预测企业的风险等级（低、中、高），指标用二次加权kappa",
        "risk_level",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="low medium high",
    ),
    Case(
        "chinese7-tax-overdue",
        CHINESE7_TAX,
        "这家企业会逾期多少天？",
        "overdue_days",
        "regression",
    ),
    Case(
        "chinese7-tax-industry",
        CHINESE7_TAX,
        "仅根据发票扫描件和经营说明，判断企业属于哪个行业，macro F1",
        "industry",
        "multiclass",
        "f1_macro",
        only="invoice_scan business_note",
    ),
    Case(
        "chinese7-tax-income",
        CHINESE7_TAX,
        "估算申报收入，不要用已缴税款tax_paid，模型别超过500万个参数",
        "declared_income",
        "regression",
        without="tax_paid",
        params=5_000_000,
    ),
    Case(
        "chinese7-beer-three",
        CHINESE7_BEER,
        "同时预侧酒精度、苦度和浊度，RMSE",
        "酒精度 苦度 浊度",
        "multitarget",
        "rmse",
    ),
    Case(
        "chinese7-beer-smells",
        CHINESE7_BEER,
        "这批酒有哪些异味？可能不止一种。酿造笔记是品评之后补写的，不要拿来用。",
        "异味标签",
        "multilabel",
        without="酿造笔记",
    ),
    Case(
        "chinese7-beer-grade",
        CHINESE7_BEER,
        "品评等级，差<中<良<优，QWK",
        "品评等级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="差 中 良 优",
    ),
    Case(
        "chinese7-beer-return",
        CHINESE7_BEER,
        "找出会被客户退货的批次",
        "是否退货",
        "binary",
    ),
    Case(
        "chinese7-beer-days",
        CHINESE7_BEER,
        "投料的时候就想知道这一锅要发酵几天，那会儿手头只有麦芽图片、酵母用量和啤酒类型，别的都还没有。用平均绝对误差。",
        "发酵天数",
        "regression",
        "mae",
        only="麦芽图片 酵母用量 啤酒类型",
    ),
    Case(
        "chinese7-library-late",
        CHINESE7_LIBRARY,
        "这本书会不会晚还？",
        "returned_late",
        "binary",
    ),
    Case(
        "chinese7-library-fine",
        CHINESE7_LIBRARY,
        "预测罚款金额，读者年龄涉及隐私，不能用",
        "fine_amount",
        "regression",
        without="reader_age",
    ),
    Case(
        "chinese7-library-damage",
        CHINESE7_LIBRARY,
        "判断还回来的书有没有破损，内容简介和分馆跟这个没关系，别放进模型，用平均精度（AP）",
        "damaged",
        "binary",
        "average_precision",
        without="summary branch",
    ),
    Case(
        "chinese7-library-out",
        CHINESE7_LIBRARY,
        "根据封面、简介和页数，预测一本书会借出去多少天",
        "days_out",
        "regression",
    ),
    Case(
        "chinese7-library-overdue",
        CHINESE7_LIBRARY,
        "预测逾期天数，给出10%、50%和90%分位数，用分位数损失",
        "days_overdue",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "chinese7-ski-vague",
        CHINESE7_SKI,
        "预测客人的消费，RMSE",
        ask="餐饮消费 租具消费",
    ),
    Case(
        "chinese7-library-vague",
        CHINESE7_LIBRARY,
        "帮我预测天数",
        ask="days_out days_overdue",
    ),
)

_SECOND = (
    Case(
        "chinese7-wind-survival",
        CHINESE7_WIND,
        "齿轮箱还能撑多久？做生存分析：days_to_failure是时间，gearbox_failed为1表示真的坏了，没坏的算删失。"
        "fault_types是坏了以后才登记的，不要用。C-index",
        "days_to_failure gearbox_failed",
        "survival",
        "c_index",
        without="fault_types",
    ),
    Case(
        "chinese7-wind-icing",
        CHINESE7_WIND,
        "叶片结冰检测，单次推理20毫秒以内，F1",
        "blade_icing",
        "binary",
        "f1",
        latency=20,
    ),
    Case(
        "chinese7-wind-power",
        CHINESE7_WIND,
        "预测发电功率，油温是跟着功率走的，所以别把油温放进去，用R2衡量",
        "power_kw",
        "regression",
        "r2",
        without="oil_temp",
    ),
    Case(
        "chinese7-wind-faults",
        CHINESE7_WIND,
        "光听齿轮箱的声音，能不能判断有哪些故障类型（可能同时好几种）？其他数据一概不用。",
        "fault_types",
        "multilabel",
        only="gearbox_sound",
    ),
    Case(
        "chinese7-wind-site",
        CHINESE7_WIND,
        "这台风机装在海边、山脊还是平原？",
        "site",
        "multiclass",
    ),
    Case(
        "chinese7-pet-renew",
        CHINESE7_PET,
        "客户明年还续不续保",
        "是否续保",
        "binary",
    ),
    Case(
        "chinese7-pet-claim",
        CHINESE7_PET,
        "我想在承保的时候就大致知道将来要赔多少钱。就诊病历和是否理赔那时候都还没有，这两列请排除。"
        "金额差别很大，评价用RMSLE。",
        "理赔金额",
        "regression",
        "rmsle",
        without="就诊病历 是否理赔",
    ),
    Case(
        "chinese7-pet-kind",
        CHINESE7_PET,
        "看照片认猫、狗、兔，只准用照片",
        "宠物种类",
        "multiclass",
        only="宠物照片",
    ),
    Case(
        "chinese7-pet-health",
        CHINESE7_PET,
        "给宠物定健康评级，A最好D最差，是有先后顺序的等级，用二次加权kappa。主人住在哪个城市不应该影响结果。",
        "健康评级",
        "ordinal",
        "cohen_kappa_quadratic",
        without="主人城市",
    ),
    Case(
        "chinese7-pet-weight",
        CHINESE7_PET,
        "这只宠物大慨有多重？误差看MAPE，内存不超过2GB",
        "体重",
        "regression",
        "mape",
        memory=2048,
    ),
    Case(
        "chinese7-studio-instrument",
        CHINESE7_STUDIO,
        "听录音判断是什么乐器",
        "instrument",
        "multiclass",
    ),
    Case(
        "chinese7-studio-lyrics",
        CHINESE7_STUDIO,
        "给一段录音，从所有歌词里检索出它对应的那一份。只用录音和歌词这两列，看Recall@10",
        "lyrics",
        "retrieval",
        "recall_at_10",
        only="recording lyrics",
    ),
    Case(
        "chinese7-studio-clipped",
        CHINESE7_STUDIO,
        "检测录音有没有削波（爆音），麦克风型号不许参与，参数量控制在100万以内",
        "clipped",
        "binary",
        without="mic_model",
        params=1_000_000,
    ),
    Case(
        "chinese7-studio-moods",
        CHINESE7_STUDIO,
        "预测每首歌的情绪标签，一首可以有多个，宏平均F1",
        "moods",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "chinese7-studio-audience",
        CHINESE7_STUDIO,
        "听众会打多少分？录音师的评分当然不能给模型看。用斯皮尔曼相关系数",
        "audience_score",
        "regression",
        "spearman",
        without="engineer_score",
    ),
    Case(
        "chinese7-school-pass",
        CHINESE7_SCHOOL,
        "科目三能不能过？科目三成绩和补考次数都是考完才知道的，要排除掉",
        "科目三通过",
        "binary",
        without="科目三成绩 补考次数",
    ),
    Case(
        "chinese7-school-scores",
        CHINESE7_SCHOOL,
        "科目二成绩和科目三成绩一起预测，不要用科目三通过、补考次数这两列，MAE",
        "科目二成绩 科目三成绩",
        "multitarget",
        "mae",
        without="科目三通过 补考次数",
    ),
    Case(
        "chinese7-school-quit",
        CHINESE7_SCHOOL,
        "哪些学员会中途退学？每劝一个人都很费功夫，所以看精确率。性别不要考虑进去。",
        "是否退学",
        "binary",
        "precision",
        without="性别",
    ),
    Case(
        "chinese7-school-hours",
        CHINESE7_SCHOOL,
        "预测学员要练多少学时，别看年龄和性别",
        "练车学时",
        "regression",
        without="年龄 性别",
    ),
    Case(
        "chinese7-school-gearbox",
        CHINESE7_SCHOOL,
        "只凭转向轨迹和车内视频，判断开的是手动挡还是自动挡",
        "车型",
        "binary",
        only="转向轨迹 车内视频",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "chinese7-wind-vague",
        CHINESE7_WIND,
        "预测温度，MAE",
        ask="air_temp oil_temp",
    ),
    Case(
        "chinese7-school-vague",
        CHINESE7_SCHOOL,
        "预测学员考了多少分，均方根误差",
        ask="科目二成绩 科目三成绩",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {"chinese7-studio-audience": "refused"}
"""What is misread, by its fields."""
