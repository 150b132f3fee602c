"""Forty statements as plain users write them, by somebody who had never seen the
reader. Read once: 33 right, 2 with another target, 2 unclear ones guessed; mended since.
"""

from statement_suite import Case

BUS = (
    "片段编号 id; 车内视频 video; 路面图像 image; 方向盘序列 series; 纬度 latitude; 经度 longitude; 车速 number 0..100; "
    "天气 category =晴,雨,雾; 司机 category =甲,乙,丙; 驾龄 integer 1..30; "
    "-疲劳等级 category =中度,清醒,轻度,重度; -是否急刹 boolean; -转向角 number -400..400; -眨眼次数 integer 0..60; "
    "-心率 number 40..160"
)
LUNG = (
    "检查号 id; CT影像 image; 胸片 image; 主诉 text; 病理报告 text; 年龄 integer 18..95; 性别 category =男,女; "
    "吸烟年数 integer 0..60; 医院 category =一院,二院,三院; -患者编号 category =P1,P2,P3,P4; "
    "-病理类型 category =腺癌,鳞癌,小细胞癌,良性; -是否恶性 boolean; -结节直径mm number 1..60; "
    "-生存月数 number 0..120; -是否死亡 boolean"
)
CALL = (
    "通话号 id; 录音 audio; 转写文本 text; 坐席 category =A01,A02,A03; 通话时长 number 1..3600; 地区 category =华东,华南,华北; "
    "接通时间 date; 套餐 category =基础,畅享,尊享; -情绪 category =平静,愤怒,高兴,悲伤; -满意度 integer 1..5; "
    "-是否投诉 boolean; -方言 category =粤语,吴语,官话,闽语; -客户年龄 integer 18..90; -语速 number 60..360"
)
TOOL = (
    "工件号 id; 振动信号 series; 电流信号 series; 刀具照片 image; 声发射 audio; 主轴转速 number 500..20000; "
    "进给量 number 0.01..2; 材料 category =钢,铝,钛; 机床 category =M1,M2,M3; 操作员 category =张,李,王; "
    "-磨损量 number 0..0.8; -表面粗糙度 number 0..12; -剩余寿命 number 0..300; -是否崩刃 boolean; "
    "-磨损状态 category =严重,初期,正常"
)
SHOP = (
    "商品编号 id; 主图 image; 标题 text; 详情 text; 类目 category =女装,数码,食品; 品牌 category =甲牌,乙牌,丙牌; "
    "原价 number 1..9000; 折扣 number 0.1..1; 上架日期 date; 店铺 category =S1,S2,S3; -月销量 integer 0..90000; "
    "-销售额 number 0..9000000; -退货率 number 0..1; -评分 integer 1..5; "
    "-标签 category =包邮|新品,包邮,新品,清仓|包邮; -是否下架 boolean"
)
LAND = (
    "图斑号 id; 光学影像 image; 雷达影像 image; 植被指数序列 series; 中心纬度 latitude; 中心经度 longitude; "
    "海拔 number 0..5000; 坡度 number 0..70; 县区 category =东县,西县,南县; 外业备注 text; "
    "-地类 category =林地,耕地,水域,建设用地; -树高 number 0..50; -蓄积量 number 0..600; -是否过火 boolean; "
    "-土壤湿度 number 0..1"
)
DRUG = (
    "compound_id id; smiles text; 三维构象 points; 质谱 vector; 分子量 number 50..900; 环数 integer 0..9; "
    "供应商 category =甲,乙,丙; 骨架 category =g1,g2,g3,g4; 入库日期 date; -水溶性 number -10..2; -半衰期 number 0..72; "
    "-是否致突变 boolean; -靶点 category =EGFR|HER2,EGFR,HER2,BRAF|EGFR; -毒性等级 category =中毒,低毒,高毒; "
    "-脂溶性 number -4..9"
)
BALL = (
    "场次号 id; 比赛录像 video; 跑动轨迹 track; 心率曲线 series; 教练点评 text; 位置 category =门将,后卫,中场,前锋; "
    "年龄 integer 16..40; 上场分钟 integer 0..120; 球队 category =一队,二队,青年队; 比赛日期 date; "
    "-下周受伤 boolean; -进球数 integer 0..5; -跑动距离 number 0..15; -体能评分 integer 1..10; -伤停天数 number 0..400; "
    "-是否复出 boolean"
)
RICE = (
    "地块号 id; 田间照片 image; 无人机影像 image; 气象序列 series; 土壤光谱 vector; 农户记录 text; "
    "品种 category =籼稻,粳稻,糯稻; 播种日期 date; 施氮量 number 0..400; 种植密度 number 5..40; 乡镇 category =东镇,西镇,北镇; "
    "-亩产 number 100..900; -千粒重 number 15..35; -病害 category =无,稻瘟病,纹枯病,白叶枯病; -倒伏 boolean; "
    "-蛋白质含量 number 4..14; -直链淀粉含量 number 5..30"
)
CREDIT = (
    "申请号 id; 申请说明 text; 证件照片 image; 银行流水 series; 月收入 number 0..90000; 贷款金额 number 1000..900000; "
    "期限 integer 3..60; 性别 category =男,女; 省份 category =浙江,四川,广东; 职业 category =教师,司机,个体; 申请日期 date; "
    "-是否逾期 boolean; -逾期天数 integer 0..400; -逾期金额 number 0..900000; -信用等级 category =A,B,C,D; "
    "-提前还款 boolean"
)
PUPIL = (
    "学号 id; 作文 text; 答题卡扫描 image; 朗读录音 audio; 年级 integer 1..9; 学校 category =一中,二中,实验; "
    "班主任 category =赵,钱,孙; 家庭收入 number 0..90000; 出勤率 number 0..1; -作文分 integer 0..60; "
    "-期末数学 number 0..100; -期末语文 number 0..100; -是否辍学 boolean; -阅读等级 category =不合格,优秀,合格,良好"
)
SONG = (
    "歌曲号 id; 音频 audio; 封面 image; 歌词 text; 歌手 category =歌手1,歌手2,歌手3; 发行日期 date; 节拍 number 40..220; "
    "响度 number -40..0; 公司 category =独立,大厂; 语种 category =国语,粤语,英语; -流派 category =摇滚,民谣,电子,流行; "
    "-情绪标签 category =伤感|安静,伤感,安静,欢快|热烈; -播放量 integer 0..9000000; -收藏量 integer 0..90000; "
    "-效价 number 0..1; -唤醒度 number 0..1"
)
SOLAR = (
    "电站号 id; 红外照片 image; 可见光照片 image; 功率曲线 series; 运维日志 text; 纬度 latitude; 经度 longitude; "
    "装机容量 number 10..9000; 投运日期 date; 逆变器厂家 category =A厂,B厂,C厂; 环境温度 number -30..50; "
    "-日发电量 number 0..50000; -是否热斑 boolean; -故障类型 category =无,遮挡,裂片,接线盒; -故障前天数 number 0..2000; "
    "-已故障 boolean"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z11-bus-tired",
        BUS,
        "判断公交司机的疲劳等级，从清醒、轻度、中度到重度是有顺序的。司机这一列不要用，不然换个人就不准了。",
        "疲劳等级",
        "ordinal",
        without="司机",
        levels="清醒 轻度 中度 重度",
    ),
    Case(
        "z11-bus-brake",
        BUS,
        "我们想做个急刹预警，预测这一段里会不会急刹。车机上只有路面图像和方向盘序列，所以只能用这两个。每条推理不超过20毫秒，CPU上跑。指标用AUC。",
        "是否急刹",
        "binary",
        "roc_auc",
        only="路面图像 方向盘序列",
        latency=20,
    ),
    Case(
        "z11-bus-steer",
        BUS,
        "预测方向盘的转向角，用均方根误差评估，经纬度不要放进去。",
        "转向角",
        "regression",
        "rmse",
        without="纬度 经度",
    ),
    Case(
        "z11-lung-malignant",
        LUNG,
        "我是放射科医生，想根据影像和病历判断结节是不是恶性。病理报告是术后才有的，不能用。漏诊比误诊严重得多，主要看灵敏度。",
        "是否恶性",
        "binary",
        "recall f2 balanced_accuracy",
        without="病理报告",
    ),
    Case(
        "z11-lung-type",
        LUNG,
        "预测病理类型，一共四类，用宏平均F1。同一个病人有多次检查，请按患者划分，保证在新患者上也有效。病理报告里直接写了答案，要去掉。",
        "病理类型",
        "multiclass",
        "f1_macro",
        without="病理报告",
    ),
    Case(
        "z11-lung-survival",
        LUNG,
        "做生存分析：生存月数是随访时间，是否死亡表示有没有观察到终点，还活着的算删失。医院不作为输入。",
        "生存月数 是否死亡",
        "survival",
        "c_index",
        without="医院",
    ),
    Case(
        "z11-call-emotion",
        CALL,
        "只用录音识别客户的情绪，转写文本涉及隐私，上线后拿不到。各类样本不均衡，用平衡准确率。",
        "情绪",
        "multiclass",
        "balanced_accuracy",
        only="录音",
    ),
    Case(
        "z11-call-satisfied",
        CALL,
        "预测客户打的满意度，1到5分，差一分没关系，差三分就不行。坐席工号不参与建模。",
        "满意度",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="坐席",
        levels="1 2 3 4 5",
    ),
    Case(
        "z11-call-complain",
        CALL,
        "哪些客户会投诉？投诉的很少，别看准确率，看PR曲线下面积吧。模型控制在200万参数以内。",
        "是否投诉",
        "binary",
        "average_precision",
        params=2_000_000,
    ),
    Case(
        "z11-tool-wear",
        TOOL,
        "估计刀具的磨损量，单位毫米，平均绝对误差。操作员和机床都不要作为特征，换了机床也得能用。",
        "磨损量",
        "regression",
        "mae",
        without="操作员 机床",
    ),
    Case(
        "z11-tool-state",
        TOOL,
        "把刀具分成初期、正常、严重三种磨损状态，这是有先后次序的。要在边缘盒子上跑，参数少于50万，CPU单条10ms以内，所以图片就不要用了。",
        "磨损状态",
        "ordinal",
        without="刀具照片",
        params=500_000,
        latency=10,
        levels="初期 正常 严重",
    ),
    Case(
        "z11-tool-chip",
        TOOL,
        "预测刀具会不会崩刃，输入仅限振动信号和声发射。F1。",
        "是否崩刃",
        "binary",
        "f1",
        only="振动信号 声发射",
    ),
    Case(
        "z11-shop-sales",
        SHOP,
        "新品上架前想知道它一个月能卖出多少件。销量差别特别大，用RMSLE比较合适。店铺名不要用。测试集都是之后上架的商品。",
        "月销量",
        "regression",
        "rmsle",
        without="店铺",
    ),
    Case(
        "z11-shop-tags",
        SHOP,
        "给每个商品打标签，一个商品可能有好几个标签，用竖线隔开，全部都要预测出来。微平均F1。",
        "标签",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "z11-shop-return",
        SHOP,
        "预测退货率，用R2。原价和折扣经常变，别用这两列。",
        "退货率",
        "regression",
        "r2",
        without="原价 折扣",
    ),
    Case(
        "z11-land-cover",
        LAND,
        "土地利用分类，预测每个图斑的地类，除了光学影像和雷达影像，其他的都不许用，免得模型记住位置。总体精度。",
        "地类",
        "multiclass",
        "accuracy",
        only="光学影像 雷达影像",
    ),
    Case(
        "z11-land-height",
        LAND,
        "估算林分的树高，除了中位数，还要给出10%和90%分位数，方便知道有多不确定。外业备注大部分是空的，不用它。",
        "树高",
        "regression",
        "pinball",
        without="外业备注",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "z11-land-fire",
        LAND,
        "判断图斑有没有过火，县区不能进模型，因为以后要用到别的县去。用马修斯相关系数评价。",
        "是否过火",
        "binary",
        "mcc",
        without="县区",
    ),
    Case(
        "z11-drug-sol",
        DRUG,
        "预测化合物的水溶性，RMSE。要对没见过的骨架也管用，按骨架划分，但骨架本身和供应商都不给模型看。",
        "水溶性",
        "regression",
        "rmse",
        without="骨架 供应商",
    ),
    Case(
        "z11-drug-target",
        DRUG,
        "一个分子可能同时作用于多个靶点，请预测全部靶点，宏F1。",
        "靶点",
        "multilabel",
        "f1_macro",
        separator="|",
    ),
    Case(
        "z11-drug-match",
        DRUG,
        "给一张质谱，从库里检索出对应的smiles，看前5个里有没有命中。除质谱外不用别的信息。",
        "smiles",
        "retrieval",
        "recall_at_5",
        only="质谱 smiles",
    ),
    Case(
        "z11-ball-injury",
        BALL,
        "预测球员下周会不会受伤。俱乐部规定不能使用年龄。受伤的样本很少，用平均精度AP来评。",
        "下周受伤",
        "binary",
        "average_precision",
        without="年龄",
    ),
    Case(
        "z11-ball-return",
        BALL,
        "球员受伤后多久能复出？伤停天数是时间，是否复出是事件标志，有些人到现在还没回来。",
        "伤停天数 是否复出",
        "survival",
        "c_index",
    ),
    Case(
        "z11-ball-run",
        BALL,
        "毕业设计，想预测球员一场比赛的跑动距离（公里），平均绝对误差。当然不能用跑动轨迹，不然直接就能算出来了。",
        "跑动距离",
        "regression",
        "mae",
        without="跑动轨迹",
    ),
    Case(
        "z11-rice-yield",
        RICE,
        "我种了两百多块稻田，想提前估一下亩产，误差用平均绝对百分比误差。农户记录写得乱七八糟，不要用。",
        "亩产",
        "regression",
        "mape",
        without="农户记录",
    ),
    Case(
        "z11-rice-quality",
        RICE,
        "同时预测蛋白质含量和直链淀粉含量，只用土壤光谱和气象序列，R方。",
        "蛋白质含量 直链淀粉含量",
        "multitarget",
        "r2",
        only="土壤光谱 气象序列",
    ),
    Case(
        "z11-rice-disease",
        RICE,
        "识别水稻得了哪种病害，手机上要能跑，模型不要超过300万参数。乡镇和品种不要输入。",
        "病害",
        "multiclass",
        without="乡镇 品种",
        params=3_000_000,
    ),
    Case(
        "z11-credit-late",
        CREDIT,
        "预测借款人会不会逾期，监管要求不得使用性别和省份，证件照片也不行。AUC。",
        "是否逾期",
        "binary",
        "roc_auc",
        without="性别 省份 证件照片",
    ),
    Case(
        "z11-credit-amount",
        CREDIT,
        "我们风控想知道每笔贷款最后会逾期多少钱，用MAE就好，内存占用别超过512MB。",
        "逾期金额",
        "regression",
        "mae",
        memory=512,
    ),
    Case(
        "z11-pupil-essay",
        PUPIL,
        "作文自动评分，满分60，预测分数，RMSE。阅卷老师只看作文，所以模型也只看作文，其它信息一概不用。",
        "作文分",
        "regression",
        "rmse",
        only="作文",
    ),
    Case(
        "z11-pupil-both",
        PUPIL,
        "想一次把期末的数学和语文成绩都预测出来，平均绝对误差。出于公平，家庭收入不要用，学校也不要用。",
        "期末数学 期末语文",
        "multitarget",
        "mae",
        without="家庭收入 学校",
    ),
    Case(
        "z11-song-genre",
        SONG,
        "歌曲流派分类，要能泛化到没听过的歌手，歌手那列不要当特征。用准确率。",
        "流派",
        "multiclass",
        "accuracy",
        without="歌手",
    ),
    Case(
        "z11-solar-fault",
        SOLAR,
        "组件从现在到故障还有多久？故障前天数是时间，已故障为0的表示到现在还好好的。运维日志不要用。",
        "故障前天数 已故障",
        "survival",
        "c_index",
        without="运维日志",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z11-song-unclear",
        SONG,
        "预测一首歌有多受欢迎，输出一个数，用MAE评估。",
        ask="播放量 收藏量",
    ),
    Case(
        "z11-pupil-unclear",
        PUPIL,
        "预测学生的期末成绩，一个分数就行，评价指标RMSE。",
        ask="期末数学 期末语文",
    ),
    Case(
        "z11-rice-unclear",
        RICE,
        "用土壤光谱预测稻米里的含量，每块地给一个值，R2。",
        ask="蛋白质含量 直链淀粉含量",
    ),
    Case(
        "z11-shop-unclear",
        SHOP,
        "我要预测商品的销售情况，每个商品一个数值就够了，平均绝对误差。",
        ask="月销量 销售额",
    ),
    Case(
        "z11-lung-unclear", LUNG, "预测患者的血压，用CT影像和胸片，均方误差。", ask=" "
    ),
    Case("z11-land-unclear", LAND, "预测蓄积量，输入只能用树高，RMSE。", ask="树高"),
    Case(
        "z11-credit-unclear",
        CREDIT,
        "根据银行流水预测客户的逾期程度，一个数值，MAE。",
        ask="逾期天数 逾期金额",
    ),
)
