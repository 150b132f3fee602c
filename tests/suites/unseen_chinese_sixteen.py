"""Forty-four statements by somebody who had never seen the reader.
First reading: 31 right, none with another target, 1 guessed.
"""

from statement_suite import Case

SWAP = (
    "电池编号 id; 入柜时间 date; 柜机城市 category =深圳,长沙,合肥,昆明; 电芯品牌 category =宁德,亿纬,国轩; "
    "循环次数 integer 0..2200; 外壳照片 image; 充电曲线 series; 内阻 number 8.0..95.0; 最高温度 number 11.0..78.0; "
    "骑手反馈 text; 网点纬度 latitude; 网点经度 longitude; 质检员 category =老周,小马,阿芳; "
    "-剩余容量 number 41.0..100.0; -鼓包 boolean; -失效 boolean; -服役天数 integer 1..1900; "
    "-处置 category =继续用,降级,报废"
)

CLIP = (
    "clip_id id; upload_time date; creator_level category =L1,L2,L3,L4; clip video; cover image; "
    "soundtrack audio; title text; comments text; duration_s number 3.0..600.0; followers integer 0..9000000; "
    "region constant; -plays integer 0..50000000; -finish_rate number 0.0..1.0; -like_rate number 0.0..1.0; "
    "-tags category =food|travel,pet,funny|pet,travel,food|funny; -violation category =none,porn,gamble,ad"
)

PIG = (
    "耳标号 id; 转栏日期 date; 品种 category =杜洛克,长白,大白; 猪舍 category =东一舍,东二舍,西舍; 俯拍图 image; "
    "咳嗽录音 audio; 行走视频 video; 采食曲线 series; 日龄 integer 21..260; 背膘厚 number 6.0..32.0; "
    "兽医备注 text; 饲料批次 category =F01,F02,F03; -活重 number 6.0..180.0; -跛行评分 integer 0..4; "
    "-呼吸道病 boolean; -死淘 boolean; -存活天数 integer 1..240"
)

RIDER = (
    "order_id id; placed_at date; gps_track track; shop_lat latitude; shop_lon longitude; dishes text; "
    "rider_age integer 18..58; rider_gender category =M,F; weather category =sunny,rain,snow,haze; "
    "dish_photo image; queue_len integer 0..45; tip number 0.0..50.0; call_audio audio; currency constant; "
    "-eta_min number 6.0..140.0; -prep_min number 1.0..70.0; -late boolean; "
    "-complaint category =none,cold,spilled,missing,rude; -rating integer 1..5"
)

LIFT = (
    "设备码 id; 维保日期 date; 梯型 category =客梯,货梯,扶梯; 楼层数 integer 2..68; 运行年限 integer 0..35; "
    "振动波形 series; 曳引机声音 audio; 轿厢视频 video; 钢丝绳照片 image; 维保记录 text; 载重 integer 400..5000; "
    "控制柜温度 number 3.0..81.0; -故障类型 category =门系统|制动器,门系统,曳引机,控制柜,曳引机|控制柜; "
    "-困人 boolean; -停梯时长 number 0.0..240.0; -钢丝绳等级 category =轻磨,良好,断丝,重磨"
)

CALL = (
    "call_id id; started date; agent_name category =lily,tom,amy,jack; recording audio; transcript text; "
    "summary text; wait_s number 0.0..900.0; customer_tier category =gold,silver,bronze; screenshot image; "
    "line constant; -intents category =refund+billing,refund,billing,delivery+refund,cancel; "
    "-sentiment category =angry,unhappy,neutral,pleased; -csat integer 1..10; -qa_score integer 0..100; "
    "-resolved boolean; -caller_type category =human,robot"
)

STAY = (
    "房源号 id; 上架日期 date; 城市 category =大理,厦门,青岛,成都; 纬度 latitude; 经度 longitude; 卧室照片 image; "
    "外景视频 video; 房源介绍 text; 房客评论 text; 卧室数 integer 1..9; 面积 number 12.0..420.0; "
    "房东性别 category =男,女; 超赞房东 boolean; -每晚价 number 68.0..4800.0; -周末价 number 88.0..6900.0; "
    "-风格 category =北欧,日式,中古,侘寂; -虚假房源 boolean"
)

GRASP = (
    "trial_id id; ts date; cloud points; rgb image; wrist_force series; joint_angles vector; "
    "gripper category =two_finger,suction,soft; operator_note text; lighting category =day,night,mixed; "
    "arm_model constant; -object_mass number 5.0..4200.0; -material category =plastic,metal,paper,glass; "
    "-success boolean; -grasp_width number 2.0..120.0; -grasp_depth number 1.0..95.0"
)

SEEN: tuple[Case, ...] = (
    # battery swapping
    Case(
        "chinese16-swap-capacity",
        SWAP,
        "电池soh估一下，也就是剩余容量还剩百分之多少，mae。质检员是谁这种列别喂进去",
        "剩余容量",
        "regression",
        "mae",
        without="质检员",
    ),
    Case(
        "chinese16-swap-swollen",
        SWAP,
        "看图判断鼓没鼓包，输入就外壳照片一样，别的都不要。柜机里那块小板子算力很渣，单张15ms，参数最多50w，f1",
        "鼓包",
        "binary",
        "f1",
        only="外壳照片",
        latency=15,
        params=500000,
    ),
    Case(
        "chinese16-swap-survival",
        SWAP,
        "没失效的电池只知道用到今天为止，这些也得算进去，别扔了。做生存分析，服役天数配失效标记，c-index",
        "服役天数 失效",
        "survival",
        "c_index",
    ),
    Case(
        "chinese16-swap-disposal",
        SWAP,
        "处置分三档是有高低的，报废<降级<继续用，用qwk。循环次数柜机老是清零，不可信，踢掉",
        "处置",
        "ordinal",
        "cohen_kappa_quadratic",
        without="循环次数",
        levels="报废 降级 继续用",
    ),
    Case(
        "chinese16-swap-floor",
        SWAP,
        "剩余容量我只要个保守值，5%分位那条线就够了，别给我均值。深圳那边催得急",
        "剩余容量",
        "regression",
        "pinball",
        quantiles=(0.05,),
    ),
    # clips
    Case(
        "chinese16-clip-tags",
        CLIP,
        "给视频自动打tag，一条可能挂好几个，训练集里是用竖线|隔开的，micro f1",
        "tags",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "chinese16-clip-violation",
        CLIP,
        "机审违规：正常、涉黄、赌博、广告，四选一。99%都是正常的所以别拿acc糊弄我，每类f1算出来再平均。一条别超过80毫秒",
        "violation",
        "multiclass",
        "f1_macro",
        latency=80,
    ),
    Case(
        "chinese16-clip-search",
        CLIP,
        "搜索那边的需求，拿title去搜对应的cover，recall@10",
        "cover",
        "retrieval",
        "recall_at_10",
    ),
    Case(
        "chinese16-clip-rates",
        CLIP,
        "完播率跟点赞率一个模型一块出，mae。评论区是发出去之后才有的，训练别放，不然就穿越了",
        "finish_rate like_rate",
        "multitarget",
        "mae",
        without="comments",
    ),
    Case(
        "chinese16-clip-plays",
        CLIP,
        "冷启动要预估播放量（不是完播率哈），长尾特别严重，rmsle吧。粉丝数不让用，用了大号永远赢",
        "plays",
        "regression",
        "rmsle",
        without="followers",
    ),
    # pigs
    Case(
        "chinese16-pig-weight",
        PIG,
        "从上面拍一张就知道猪多重，除了俯拍图啥都不用。误差看百分之几",
        "活重",
        "regression",
        "mape",
        only="俯拍图",
    ),
    Case(
        "chinese16-pig-cough",
        PIG,
        "听咳嗽那个项目：猪到底有没有呼吸道病。阳性特别少，评估用PR曲线下面积。兽医备注里直接写着诊断呢，必须删",
        "呼吸道病",
        "binary",
        "average_precision",
        without="兽医备注",
    ),
    Case(
        "chinese16-pig-lame",
        PIG,
        "跛行评分0到4，0正常4最瘸，当有序等级做。行走视频是新装的摄像头拍的，质量还行。指标你定，我不懂这个",
        "跛行评分",
        "ordinal",
        "",
        levels="0 1 2 3 4",
    ),
    Case(
        "chinese16-pig-backfat",
        PIG,
        "B超探头坏了……背膘厚能不能拿别的数据推出来？看R²。对了饲料批次是工人瞎填的，不要",
        "背膘厚",
        "regression",
        "r2",
        without="饲料批次",
    ),
    Case(
        "chinese16-pig-survival",
        PIG,
        "猪进栏以后能活多久，死淘=1是真没了，=0是活着出栏的算删失，时间就看存活天数那列",
        "存活天数 死淘",
        "survival",
        "",
    ),
    # riders
    Case(
        "chinese16-rider-eta",
        RIDER,
        "ETA要出三个数，P50 P80 P95，前端拿去显示区间的。tip是送到以后才给的，别用",
        "eta_min",
        "regression",
        "pinball",
        without="tip",
        quantiles=(0.5, 0.8, 0.95),
    ),
    Case(
        "chinese16-rider-late",
        RIDER,
        "这单会不会超时，二分类，roc-auc。法务发话了，骑手的年龄跟性别一律不准进模型",
        "late",
        "binary",
        "roc_auc",
        without="rider_age rider_gender",
    ),
    Case(
        "chinese16-rider-complaint",
        RIDER,
        "投诉归类，没投诉/菜凉了/洒了/漏送/态度差。logloss。电话录音合规那边不批，不能碰",
        "complaint",
        "multiclass",
        "log_loss",
        without="call_audio",
    ),
    Case(
        "chinese16-rider-both",
        RIDER,
        "整单送达几分钟、商家出餐几分钟，两个数同时予测，rmse就好，谢谢啦",
        "eta_min prep_min",
        "multitarget",
        "rmse",
    ),
    Case(
        "chinese16-rider-stars",
        RIDER,
        "用户会打几星，1到5，别当分类做，直接回归给我个小数，4.3这种",
        "rating",
        "regression",
        "",
    ),
    # lifts
    Case(
        "chinese16-lift-faults",
        LIFT,
        "一台梯可能好几个部件一起坏，把故障类型全报出来，macro-F1。维保记录是师傅修完了补写的，不能给模型",
        "故障类型",
        "multilabel",
        "f1_macro",
        without="维保记录",
    ),
    Case(
        "chinese16-lift-trapped",
        LIFT,
        "就预测会不会困人！停多久我不关心。正负样本差太多，用MCC",
        "困人",
        "binary",
        "mcc",
    ),
    Case(
        "chinese16-lift-downtime",
        LIFT,
        "停梯时长预测，单位小时。偶尔有等配件停好几天的，别让那几台把指标带歪，取绝对误差的中位数",
        "停梯时长",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese16-lift-rope",
        LIFT,
        "钢丝绳磨损分级，良好、轻磨、重磨、断丝，依次变严重，是有序的。输入仅限钢丝绳照片。要在物业的旧手机上跑，内存别超300MB",
        "钢丝绳等级",
        "ordinal",
        "",
        only="钢丝绳照片",
        levels="良好 轻磨 重磨 断丝",
        memory=300,
    ),
    Case(
        "chinese16-lift-cabinet",
        LIFT,
        "不是预测故障哈，我要的是控制柜温度的正常值，靠其它信号推出来，实测超了就报警。均方根误差",
        "控制柜温度",
        "regression",
        "rmse",
    ),
    # calls
    Case(
        "chinese16-call-intents",
        CALL,
        "来电意图识别，一通电话可以有多个意图，标注是用加号连的，比如refund+billing这样，指标micro-f1",
        "intents",
        "multilabel",
        "f1_micro",
        separator="+",
    ),
    Case(
        "chinese16-call-mood",
        CALL,
        "听声音判断客户情绪，angry unhappy neutral pleased，当普通四分类就行，不用管顺序。只给recording，转写文本那些都不要。"
        "balanced acc",
        "sentiment",
        "multiclass",
        "balanced_accuracy",
        only="recording",
    ),
    Case(
        "chinese16-call-resolved",
        CALL,
        "这通电话问题解决了没，我要的是靠谱的概率，brier score。summary是坐席挂了电话才写的，禁用",
        "resolved",
        "binary",
        "brier",
        without="summary",
    ),
    Case(
        "chinese16-call-csat",
        CALL,
        "csat，1-10当数值回归，rmse。坐席名字不能当特征，不然变成给人排名了，工会要闹的",
        "csat",
        "regression",
        "rmse",
        without="agent_name",
    ),
    Case(
        "chinese16-call-robot",
        CALL,
        "打进来的是真人还是机器人？robot当正类，F1。实时跑的，一次推理20ms顶天了",
        "caller_type",
        "binary",
        "f1",
        positive="robot",
        latency=20,
    ),
    # homestays
    Case(
        "chinese16-stay-price",
        STAY,
        "新房源帮房东定价，定的是每晚价，不是周末价。MAPE。房东性别拿掉，平台有规定",
        "每晚价",
        "regression",
        "mape",
        without="房东性别",
    ),
    Case(
        "chinese16-stay-style",
        STAY,
        "北欧日式中古侘寂，分一下是哪种风格，除了卧室照片别的一概不要，准确率报给我",
        "风格",
        "multiclass",
        "accuracy",
        only="卧室照片",
    ),
    Case(
        "chinese16-stay-fake",
        STAY,
        "抓虚假房源，假的大概占3%，average precision。经纬度平台故意打过偏移，这两列不要用",
        "虚假房源",
        "binary",
        "average_precision",
        without="纬度 经度",
    ),
    Case(
        "chinese16-stay-search",
        STAY,
        "做个以文搜图：拿房源介绍那段话，把它对应的卧室照片从库里捞出来，MRR",
        "卧室照片",
        "retrieval",
        "mrr",
    ),
    # grasping
    Case(
        "chinese16-grasp-success",
        GRASP,
        "下手之前先判断能不能抓成功，只吃点云，别的传感器都不接。10ms以内，参数200万以内，AUC",
        "success",
        "binary",
        "roc_auc",
        only="cloud",
        latency=10,
        params=2000000,
    ),
    Case(
        "chinese16-grasp-pose",
        GRASP,
        "夹爪张开多宽、下探多深，两个连续量同时回归，R2。operator_note是人事后写的，不用",
        "grasp_width grasp_depth",
        "multitarget",
        "r2",
        without="operator_note",
    ),
    Case(
        "chinese16-grasp-mass",
        GRASP,
        "估东西有多重，几克到几公斤都有，所以误差按比例算。腕力曲线一拎起来就知道重量了那还估个屁，wrist_force不准用",
        "object_mass",
        "regression",
        "mape",
        without="wrist_force",
    ),
    Case(
        "chinese16-grasp-material",
        GRASP,
        "分材质：塑料、金属、纸、玻璃。能用的只有rgb和点云两样，其余全部不许进。f1要宏平均那种",
        "material",
        "multiclass",
        "f1_macro",
        only="cloud rgb",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "chinese16-swap-unclear",
        SWAP,
        "把有毛病的电池挑出来，yes/no就行，auc",
        "",
        "",
        "",
        ask="鼓包 失效",
    ),
    Case(
        "chinese16-clip-unclear",
        CLIP,
        "帮我把那个rate预测一下，rmse，今晚要",
        "",
        "",
        "",
        ask="finish_rate like_rate",
    ),
    Case(
        "chinese16-pig-unclear",
        PIG,
        "提前圈出会出事的猪，输出0/1就行，别的不管",
        "",
        "",
        "",
        ask="呼吸道病 死淘",
    ),
    Case(
        "chinese16-rider-unclear",
        RIDER,
        "预测一下要多少分钟，误差小点",
        "",
        "",
        "",
        ask="eta_min prep_min",
    ),
    Case(
        "chinese16-call-unclear",
        CALL,
        "给每通电话预测个分数，mae",
        "",
        "",
        "",
        ask="csat qa_score",
    ),
    Case(
        "chinese16-stay-unclear",
        STAY,
        "房源价格预测，mape，照片文字都用上",
        "",
        "",
        "",
        ask="每晚价 周末价",
    ),
)
