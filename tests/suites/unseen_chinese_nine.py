"""Forty-four statements in Chinese by somebody who had never seen the reader: wind, vets,
clips, courts, metros, herbs, claims, jobs. First reading: 38 right, none with another
target, none guessed.
"""

from statement_suite import Case

CHINESE10_WIND = """reading_id id; ts date; turbine_model category =GW121,EN141,MY3000; blade_photo image; nacelle_sound audio;
 scada_series series; wind_speed number; gearbox_temp number; generator_temp number; power_kw number;
 blade_damage category =none,minor,moderate,severe; shutdown boolean; downtime_hours number; repair_log text"""

CHINESE10_PET = """就诊号 id; 就诊日期 date; 患处照片 image; 叫声录音 audio; 主诉 text; 品种 category =柯基,金毛,英短,布偶;
 月龄 integer 1..220; 体重 number; 血常规 vector; -诊断 category =皮肤病,肠胃炎,骨折,猫瘟; -检查费 number; -治疗费 number;
 -是否住院 boolean; -恢复天数 number"""

CHINESE10_SHORT = """video_id id; publish_time date; clip video; cover image; bgm audio; title text; author_fans integer 0..5000000;
 duration_s number; topic_tags category =美食|探店,搞笑|宠物,穿搭|美妆,美食|搞笑,宠物; play_count number; like_count number;
 completion_rate number; is_violation boolean; audit_note text"""

CHINESE10_COURT = """案号 id; 立案日期 date; 起诉状 text; 证据照片 image; 窗口录音 audio; 案由 category =民间借贷,离婚,买卖合同,劳动争议;
 标的额 number; 原告人数 integer 1..20; 被告人数 integer 1..20; 是否有律师 boolean; 是否调解成功 boolean; 审理天数 number;
 结案方式 category =判决,调解,撤诉; 判决书 text"""
CHINESE10_METRO = """rec_id id; dep_time date; line category =L1,L2,L4,L10; platform_cam image; track_vibration series; door_sound audio;
 entry_count integer 0..6000; exit_count integer 0..6000; rain_mm number; dispatcher_note text;
 crowd_level category =low,medium,high,extreme; delay_min number; delayed boolean; fault_type category =none,door,signal,power"""

CHINESE10_HERB = """批次号 id; 入库日期 date; 饮片照片 image; 显微图像 image; 近红外光谱 series; 气味描述 text; 品名 category =黄芪,当归,党参,白术;
 产地 category =甘肃,山西,四川,安徽; 含水量 number; 灰分 number; 有效成分含量 number; 等级 category =特级,一级,二级,三级;
 是否掺假 boolean; 质检结论 text"""

CHINESE10_CLAIM = """claim_id id; report_date date; damage_photo image; dashcam_video video; call_recording audio; accident_desc text;
 vehicle_price number; driver_age integer 18..75; -damaged_parts category =bumper|door,bumper|headlight,door,hood|headlight;
 -repair_cost number; -payout number; -is_fraud boolean; -settle_days number; -settled boolean"""

CHINESE10_JOB = """简历编号 id; 投递时间 date; 证件照 image; 自我介绍视频 video; 简历正文 text; 职位描述 text; 学历 category =大专,本科,硕士,博士;
 工作年限 integer 0..35; 期望薪资 number; 录用薪资 number; 笔试得分 integer 0..100; 面试得分 integer 0..100; 面试评价 text;
 是否录用 boolean"""
_FIRST = (
    Case(
        "chinese10-wind-power",
        CHINESE10_WIND,
        "预测发电功率，调度那边要区间，所以给10%和90%两个分位数，指标用pinball loss",
        "power_kw",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese10-wind-blade",
        CHINESE10_WIND,
        "叶片损伤程度分级，none、minor、moderate、severe一级比一级重，只看叶片照片，QWK",
        "blade_damage",
        "ordinal",
        "cohen_kappa_quadratic",
        only="blade_photo",
        levels="none minor moderate severe",
    ),
    Case(
        "chinese10-wind-shutdown",
        CHINESE10_WIND,
        "风机会不会停机？看AUC。停机时长和检修记录都是停下来以后才有的，不能用",
        "shutdown",
        "binary",
        "roc_auc",
        without="downtime_hours repair_log",
    ),
    Case(
        "chinese10-wind-downtime",
        CHINESE10_WIND,
        "停机时常预测，单位小时，中位数绝对误差。检修记录不要给模型看",
        "downtime_hours",
        "regression",
        "median_ae",
        without="repair_log",
    ),
    Case(
        "chinese10-wind-gearbox",
        CHINESE10_WIND,
        "咱们场里齿轮箱的测温探头老是坏，换一个又贵，想用别的数据把齿轮箱温度估出来。发电机温度可以留着，功率就不要放了",
        "gearbox_temp",
        "regression",
        without="power_kw",
    ),
    Case(
        "chinese10-pet-diagnosis",
        CHINESE10_PET,
        "看照片和主诉，判断宠物得的是什么病，准确律",
        "诊断",
        "multiclass",
        "accuracy",
    ),
    Case(
        "chinese10-pet-stay",
        CHINESE10_PET,
        "要不要住院，F1，品种别用",
        "是否住院",
        "binary",
        "f1",
        without="品种",
    ),
    Case(
        "chinese10-pet-fees",
        CHINESE10_PET,
        "请同时预测检查费和治疗费，用平均绝对误差评估",
        "检查费 治疗费",
        "multitarget",
        "mae",
    ),
    Case(
        "chinese10-pet-recover",
        CHINESE10_PET,
        "几天能恢复好？主人来了第一句都是问这个。叫声录音质量太差了，就别放进来了",
        "恢复天数",
        "regression",
        without="叫声录音",
    ),
    Case(
        "chinese10-pet-phone",
        CHINESE10_PET,
        "主人打电话来问的时候，前台想先报个治疗费的大概，那会儿能用的只有主诉、品种、月龄和体重。MAPE",
        "治疗费",
        "regression",
        "mape",
        only="主诉 品种 月龄 体重",
    ),
    Case(
        "chinese10-short-finish",
        CHINESE10_SHORT,
        "预测完播率，RMSE。播放量和点赞数是发出去以后才知道的，不要用",
        "completion_rate",
        "regression",
        "rmse",
        without="play_count like_count",
    ),
    Case(
        "chinese10-short-violation",
        CHINESE10_SHORT,
        "这条视频违不违规？宁可错抓也不能漏，看召回率。审核备注不能当输入",
        "is_violation",
        "binary",
        "recall",
        without="audit_note",
    ),
    Case(
        "chinese10-short-tags",
        CHINESE10_SHORT,
        "自动给视频打话题标签，一条可以有好几个，只用视频本身、标题和背景音乐",
        "topic_tags",
        "multilabel",
        only="clip title bgm",
    ),
    Case(
        "chinese10-short-likes",
        CHINESE10_SHORT,
        "点赞数预测，RMSLE，播放量去掉",
        "like_count",
        "regression",
        "rmsle",
        without="play_count",
    ),
    Case(
        "chinese10-short-plays",
        CHINESE10_SHORT,
        "运营想提前知道一条视频能有多少播放，我感觉封面和标题应该挺关键的。点赞和完播率都是发布后的数据，别用。用斯皮尔曼相关系数看排得准不准，单条推理最多50ms",
        "play_count",
        "regression",
        "spearman",
        without="like_count completion_rate",
        latency=50,
    ),
    Case(
        "chinese10-court-cause",
        CHINESE10_COURT,
        "根据起诉状自动识别案由，宏平均F1，判决书立案时还没有，不要用",
        "案由",
        "multiclass",
        "f1_macro",
        without="判决书",
    ),
    Case(
        "chinese10-court-mediate",
        CHINESE10_COURT,
        "能不能调解成功？结案方式会泄露答案，判决书也是，两个都扔掉",
        "是否调解成功",
        "binary",
        without="结案方式 判决书",
    ),
    Case(
        "chinese10-court-days",
        CHINESE10_COURT,
        "一个案子要审多少天，MAE。立案那天还没有的列不能用：是否调解成功、结案方式、判决书",
        "审理天数",
        "regression",
        "mae",
        without="是否调解成功 结案方式 判决书",
    ),
    Case(
        "chinese10-court-close",
        CHINESE10_COURT,
        "预测案子最后怎么结的（判决、调解还是撤诉），平衡准确率，除了起诉状和标的额，其他列一律不用",
        "结案方式",
        "multiclass",
        "balanced_accuracy",
        only="起诉状 标的额",
    ),
    Case(
        "chinese10-court-amount",
        CHINESE10_COURT,
        "标的额 R2",
        "标的额",
        "regression",
        "r2",
    ),
)


_FIRST_UNCLEAR = (
    Case("chinese10-pet-vague", CHINESE10_PET, "预测费用，RMSE", ask="检查费 治疗费"),
    Case(
        "chinese10-court-vague",
        CHINESE10_COURT,
        "帮我预测一下案子里的人数，MAE就行",
        ask="原告人数 被告人数",
    ),
)

_SECOND = (
    Case(
        "chinese10-metro-late",
        CHINESE10_METRO,
        "列车会不会晚点，AUC，delay_min不能用",
        "delayed",
        "binary",
        "roc_auc",
        without="delay_min",
    ),
    Case(
        "chinese10-metro-minutes",
        CHINESE10_METRO,
        "预测晚点几分钟。是否晚点那一列不许进模型，调度员备注也是事后补的，别用。MAE",
        "delay_min",
        "regression",
        "mae",
        without="delayed dispatcher_note",
    ),
    Case(
        "chinese10-metro-crowd",
        CHINESE10_METRO,
        "看站台摄像头判断拥挤程度，从low、medium、high到extreme是有顺序的。进站和出站人数不用，二次加权kappa",
        "crowd_level",
        "ordinal",
        "cohen_kappa_quadratic",
        without="entry_count exit_count",
        levels="low medium high extreme",
    ),
    Case(
        "chinese10-metro-fault",
        CHINESE10_METRO,
        "只靠轨道振动和车门声音识别故障类型，宏F1，模型要小，参数量不超过200万",
        "fault_type",
        "multiclass",
        "f1_macro",
        only="track_vibration door_sound",
        params=2_000_000,
    ),
    Case(
        "chinese10-metro-entry",
        CHINESE10_METRO,
        "预测进站人数，均方根误差，出站人数不可以当特征",
        "entry_count",
        "regression",
        "rmse",
        without="exit_count",
    ),
    Case(
        "chinese10-herb-origin",
        CHINESE10_HERB,
        "最近老有人拿别处的货冒充甘肃货，我想靠图像和光谱看出来这批到底是哪里产的。气味描述是仓库的人随手写的，不可靠，去掉。对数损失",
        "产地",
        "multiclass",
        "log_loss",
        without="气味描述",
    ),
    Case(
        "chinese10-herb-fake",
        CHINESE10_HERB,
        "有没有掺假，用F2，质检结论最后才出，不许用",
        "是否掺假",
        "binary",
        "f2",
        without="质检结论",
    ),
    Case(
        "chinese10-herb-grade",
        CHINESE10_HERB,
        "给饮片定等级，特级最好，三级最差，按有序分类来做。有效成分含量跟质检结论都不要看",
        "等级",
        "ordinal",
        without="有效成分含量 质检结论",
    ),
    Case(
        "chinese10-herb-water",
        CHINESE10_HERB,
        "用近红外光谱测含水量，除了光谱别的都不用，R方",
        "含水量",
        "regression",
        "r2",
        only="近红外光谱",
    ),
    Case(
        "chinese10-herb-three",
        CHINESE10_HERB,
        "含水量、灰分、有效成分含量，这三个指标一次都预测出来",
        "含水量 灰分 有效成分含量",
        "multitarget",
    ),
    Case(
        "chinese10-claim-fraud",
        CHINESE10_CLAIM,
        "骗保识别，正样本很少，看平均精度AP。电话录音涉及隐私，法务不给用",
        "is_fraud",
        "binary",
        "average_precision",
        without="call_recording",
    ),
    Case(
        "chinese10-claim-settle",
        CHINESE10_CLAIM,
        "想知道一个案子多久能结案，还没结的算删失，时间是settle_days，事件是settled，C-index",
        "settle_days settled",
        "survival",
        "c_index",
    ),
    Case(
        "chinese10-claim-parts",
        CHINESE10_CLAIM,
        "车上哪些部件撞坏了？可能不止一处，仅用定损照片",
        "damaged_parts",
        "multilabel",
        only="damage_photo",
    ),
    Case(
        "chinese10-claim-repair",
        CHINESE10_CLAIM,
        "估一下修车得花多少钱，MAPE，不要用车价",
        "repair_cost",
        "regression",
        "mape",
        without="vehicle_price",
    ),
    Case(
        "chinese10-claim-payout",
        CHINESE10_CLAIM,
        "客户报案以后我们想马上预估赔付金额，行车记录仪的视频那时候还没传上来，用不了，司机年龄合规部门也不让用",
        "payout",
        "regression",
        without="dashcam_video driver_age",
    ),
    Case(
        "chinese10-job-hire",
        CHINESE10_JOB,
        "预测这个人会不会被录用，AUC。证件照不许用，免得看脸，面试得分、面试评价和录用薪资都是后面才有的，也不能用",
        "是否录用",
        "binary",
        "roc_auc",
        without="证件照 面试得分 面试评价 录用薪资",
    ),
    Case(
        "chinese10-job-match",
        CHINESE10_JOB,
        "给一份简历，从职位库里检索出最匹配的职位描述，只用简历正文和职位描述这两列文字，recall@10",
        "职位描述",
        "retrieval",
        "recall_at_10",
        only="简历正文 职位描述",
    ),
    Case(
        "chinese10-job-salary",
        CHINESE10_JOB,
        "录用的时侯薪资给到多少？平均绝对误差。期望薪资可以用，面试评价不用",
        "录用薪资",
        "regression",
        "mae",
        without="面试评价",
    ),
    Case(
        "chinese10-job-degree",
        CHINESE10_JOB,
        "从简历正文看学历，大专<本科<硕士<博士，有序的，别的列都不要",
        "学历",
        "ordinal",
        only="简历正文",
        levels="大专 本科 硕士 博士",
    ),
    Case(
        "chinese10-job-interview",
        CHINESE10_JOB,
        "面试能得多少分，RMSE，别用面试评价，部署的机器内存不能超过4GB",
        "面试得分",
        "regression",
        "rmse",
        without="面试评价",
        memory=4096,
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "chinese10-metro-vague",
        CHINESE10_METRO,
        "预测人数，用MAPE",
        ask="entry_count exit_count",
    ),
    Case(
        "chinese10-job-vague",
        CHINESE10_JOB,
        "预测一下候选人的得分，MAE",
        ask="笔试得分 面试得分",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {"chinese10-metro-crowd": "inputs", "chinese10-metro-entry": "inputs"}
"""What is misread, by its fields."""
