"""Forty-four statements by somebody who had never seen the reader.
First reading: 25 right, 3 with another target, 1 guessed, after the mending for
the three others of the day.
"""

from statement_suite import Case

TEA = (
    "样品编号 id; 产区 category =武夷山,安溪,云南,杭州; 采摘日期 date; 海拔 number 200..1900; 干茶照片 image; "
    "近红外光谱 vector; 审评意见 text; 水分 number 2.0..9.0; 茶多酚 number 10.0..40.0; 咖啡碱 number 1.0..6.0; "
    "树种 category =群体种,水仙,肉桂,龙井43; -等级 category =三级,二级,一级,特级; "
    "-香型 category =花香,果香|花香,蜜香|花香,烟香,果香|蜜香; -总分 integer 60..99; -拍卖价 number 80.0..26000.0"
)

PARCEL = (
    "parcel_id id; pickup_time date; origin_city category =hangzhou,guangzhou,chengdu,shenyang; "
    "dest_city category =beijing,wuhan,kunming,urumqi; weight_kg number 0.1..48.0; volume_l number 0.5..300.0; "
    "declared_value number 0..20000; courier_note text; box_photo image; is_fragile boolean; shock_trace series; "
    "carrier constant; -damaged boolean; -transit_hours number 6..310; -delivery_status category =on_time,late,lost"
)

VET = (
    "病历号 id; 物种 category =猫,狗,兔; 月龄 integer 1..230; 体重 number 0.3..62.0; 主诉 text; X光片 image; "
    "心音 audio; 体温 number 35.0..42.0; 白细胞 number 1.0..60.0; 就诊日期 date; 疫苗齐全 boolean; "
    "-诊断 category =肺炎,心脏病,骨折,肠胃炎; -住院 boolean; -随访天数 integer 1..900; -死亡 boolean"
)

WIND = (
    "record_id id; timestamp date; site_lat latitude; site_lon longitude; wind_speed number 0.0..31.0; "
    "wind_dir number 0..360; nacelle_temp number -20.0..75.0; vibration series; blade_photo image; "
    "rotor_rpm number 0.0..19.0; pitch_angle number -2.0..90.0; power_kw number 0..3300; icing boolean; "
    "fault_code category =none,gearbox,pitch,generator,yaw; maintenance_log text"
)

CAR = (
    "车架号 id; 品牌 category =大众,丰田,比亚迪,别克,吉利; 上牌日期 date; 里程 number 0..380000; "
    "排量 number 1.0..4.0; 变速箱 category =手动,自动; 外观照 image; 发动机录音 audio; 车况描述 text; "
    "过户次数 integer 0..9; 事故车 boolean; 车况评级 category =A,B,C,D; 成交价 number 3000..650000; "
    "新车指导价 number 39800..990000; 币种 constant"
)

BAKERY = (
    "row_id id; shop category =east_gate,riverside,station; sale_date date; temperature number -8.0..39.0; "
    "rain boolean; promo boolean; product category =toast,croissant,cake,bagel; unit_price number 4.0..68.0; "
    "bread_photo image; review_text text; oven_curve series; -units_sold integer 0..420; "
    "-units_wasted integer 0..95; -star_rating integer 1..5"
)

CLOTH = (
    "布卷号 id; 织机 category =喷气,剑杆,喷水; 布面照片 image; 纱支 number 10..120; 克重 number 60..420; "
    "经密 integer 40..220; 纬密 integer 30..180; 车速 number 200..900; 张力曲线 series; 文字说明 text; "
    "车间湿度 number 35..85; -疵点 category =断经,破洞|油污,断纬,油污,断经|稀密路; "
    "-评等 category =优等品,一等品,合格品,等外品; -断裂强力 number 120..1800; -客户退货 boolean"
)

GYM = (
    "member_id id; join_date date; age integer 16..71; gender category =f,m; plan category =monthly,quarterly,yearly; "
    "visits_30d integer 0..30; heart_rate series; squat_video video; coach_notes text; bmi number 16.0..41.0; "
    "body_fat number 6.0..48.0; has_trainer boolean; -months_active number 0.5..60.0; -cancelled boolean; "
    "-injury category =none,knee,back,shoulder"
)

_SEEN: tuple[Case, ...] = (
    # tea
    Case(
        "chinese15-tea-grade",
        TEA,
        "我们茶厂想用机器给茶叶定级，从低到高依次是三级、二级、一级、特级，看照片和光谱就行。差一级跟差三级不能一样罚，"
        "用二次加权的kappa来评吧。",
        "等级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="三级 二级 一级 特级",
    ),
    Case(
        "chinese15-tea-auction",
        TEA,
        "开拍之前估一下每批茶能拍出多少钱，便宜的几十块，贵的两万多，所以误差按百分比算（MAPE）。总分那时候还没出来，不用管它。",
        "拍卖价",
        "regression",
        "mape",
    ),
    Case(
        "chinese15-tea-caffeine",
        TEA,
        "实验室液相太慢了，想只靠近红外光谱把咖啡因含量算出来，别的列一概不准进模型。R方越高越好",
        "咖啡碱",
        "regression",
        "r2",
        only="近红外光谱",
    ),
    Case(
        "chinese15-tea-aroma",
        TEA,
        "一泡茶可能同时带花香和蜜香，请把每个样品有哪些香气标签都预测出来，微平均F1当指标。水分数据是后来补录的，很多不准，剔掉。",
        "香型",
        "multilabel",
        "f1_micro",
        without="水分",
    ),
    Case(
        "chinese15-tea-score",
        TEA,
        "预测评审员打的总分，平均差几分能告诉我就行。注意审评意见是打分的时候一块儿写的，里面常常直接写了分数，不能给模型看！",
        "总分",
        "regression",
        "mae",
        without="审评意见",
    ),
    # parcels
    Case(
        "chinese15-parcel-damage",
        PARCEL,
        "收件的时候就想知道这个件路上会不会摔坏，坏件比例不到百分之一，用平均精度（AP，PR曲线下面积那个）来评",
        "damaged",
        "binary",
        "average_precision",
    ),
    Case(
        "chinese15-parcel-hours",
        PARCEL,
        "从揽收到签收一共要几个小时？有些件会在新疆卡很久，别让这些极端值带偏，看绝对误差的中位数。快递小哥的备注多半是事后补的，不要拿来用。",
        "transit_hours",
        "regression",
        "median_ae",
        without="courier_note",
    ),
    Case(
        "chinese15-parcel-interval",
        PARCEL,
        "客户页面上要显示“预计X到Y小时送达”，所以请给出运输小时数的10%、50%和90%分位数。",
        "transit_hours",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "chinese15-parcel-status",
        PARCEL,
        "每个包裹最后是准时、晚到还是丢了，分这三种。丢的很少但也要算数，用宏平均F1。接口单次推理不能超过20毫秒。",
        "delivery_status",
        "multiclass",
        "f1_macro",
        latency=20,
    ),
    Case(
        "chinese15-parcel-weight",
        PARCEL,
        "好多乡镇网点没有秤，想从箱子照片和体积猜一猜这个件有多重，RMSE。声明价值客户都是乱填的，不要放进去。破损、时效这些跟这个任务没关系。",
        "weight_kg",
        "regression",
        "rmse",
        without="declared_value",
    ),
    # vet
    Case(
        "chinese15-vet-diagnosis",
        VET,
        "根据片子、主诉和体温判断是肺炎、心脏病、骨折还是肠胃炎。骨折病例最多，但是每种病要一视同仁，用平衡准确率。",
        "诊断",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "chinese15-vet-survival",
        VET,
        "做一个生存分析：出院以后多久会死亡，随访天数就是观察到的时间，还活着的算删失。用C指数评价。疫苗那一列登记得一塌糊涂，别用。",
        "随访天数 死亡",
        "survival",
        "c_index",
        without="疫苗齐全",
    ),
    Case(
        "chinese15-vet-admit",
        VET,
        "分诊台想马上知道这只要不要住院。血常规得等半小时，所以白细胞那会儿还没有，模型不能依赖它。AUC就可以。",
        "住院",
        "binary",
        "roc_auc",
        without="白细胞",
    ),
    Case(
        "chinese15-vet-species",
        VET,
        "做个小玩意儿：光凭心音猜是猫是狗还是兔子，其它信息都不给。要塞进电子听诊器里，参数量最多20万。准确率就行啦",
        "物种",
        "multiclass",
        "accuracy",
        only="心音",
        params=200000,
    ),
    Case(
        "chinese15-vet-age",
        VET,
        "流浪动物不知道多大，我想从X光片之类的推算它几个月大，平均绝对误差。体重跟营养状况有关，会误导，去掉体重。",
        "月龄",
        "regression",
        "mae",
        without="体重",
    ),
    # wind
    Case(
        "chinese15-wind-power",
        WIND,
        "老板，我要预测风机出力（千瓦）。转速跟出力几乎是一回事，用了等于作弊，所以rotor_rpm不许用；指标均方根误差。",
        "power_kw",
        "regression",
        "rmse",
        without="rotor_rpm",
    ),
    Case(
        "chinese15-wind-icing",
        WIND,
        "叶片有没有结冰，仅用叶片照片来判断，f1。边缘盒子上跑，一张图50ms以内，模型不超过300万参数",
        "icing",
        "binary",
        "f1",
        only="blade_photo",
        latency=50,
        params=3000000,
    ),
    Case(
        "chinese15-wind-fault",
        WIND,
        "故障分类：齿轮箱、变桨、发电机、偏航或者没故障。检修日志是修完才写的，里面直接写着原因，属于泄漏，不能当输入。"
        "各类的F1取算术平均。",
        "fault_code",
        "multiclass",
        "f1_macro",
        without="maintenance_log",
    ),
    Case(
        "chinese15-wind-nacelle",
        WIND,
        "想建一个机舱温度的正常行为模型，也就是由其他信号预测机舱里应该是多少度，偏高了就报警。MAE要小，"
        "运行时内存不能超过512MB。注意不是让你预测故障。",
        "nacelle_temp",
        "regression",
        "mae",
        memory=512,
    ),
    Case(
        "chinese15-wind-control",
        WIND,
        "毕业设计：用风速风向这些同时预测转速和桨距角两个量，看R2。功率别放进去，那是结果不是原因。",
        "rotor_rpm pitch_angle",
        "multitarget",
        "r2",
        without="power_kw",
    ),
    # cars
    Case(
        "chinese15-car-price",
        CAR,
        "二手车最后能卖多少钱？给个模型，差百分之几我心里有个数就行。指导价好多老车型查不到，别用那列。",
        "成交价",
        "regression",
        "mape",
        without="新车指导价",
    ),
    Case(
        "chinese15-car-crash",
        CAR,
        "收车的时候怕买到撞过的，想判断是不是事故车。成交价和评级都是查完事故以后才定的，这两个不能用。马修斯相关系数评价。",
        "事故车",
        "binary",
        "mcc",
        without="成交价 车况评级",
    ),
    Case(
        "chinese15-car-rating",
        CAR,
        "给车况评级，D最差，然后C、B，A最好，是有顺序的等级。听发动机声音加看外观照。成交价当然不能进模型，那是按评级定的。",
        "车况评级",
        "ordinal",
        "",
        without="成交价",
        levels="D C B A",
    ),
    Case(
        "chinese15-car-mileage",
        CAR,
        "调表车太多了！！我想反推这辆车到底跑了多少公里，平均误差多少公里报一下就行（绝对值）。描述是车主自己写的，全是吹牛，不采用。",
        "里程",
        "regression",
        "mae",
        without="车况描述",
    ),
    Case(
        "chinese15-car-gearbox",
        CAR,
        "听发动机录音分辨自动挡还是手动挡，除了录音什么都不要给模型。自动算正类，报F1。",
        "变速箱",
        "binary",
        "f1",
        only="发动机录音",
        positive="自动",
    ),
    # bakery
    Case(
        "chinese15-bakery-sold",
        BAKERY,
        "我开了三家面包店，每天每种面包能卖出去多少个想提前知道，报废多少先不管。有的卖几个有的卖几百个，用对数的均方根误差RMSLE。"
        "顾客评价是卖完才有的，不要用。",
        "units_sold",
        "regression",
        "rmsle",
        without="review_text",
    ),
    Case(
        "chinese15-bakery-both",
        BAKERY,
        "销量和报废量要一块儿预测，两个数，指标平均绝对误差",
        "units_sold units_wasted",
        "multitarget",
        "mae",
    ),
    Case(
        "chinese15-bakery-stars",
        BAKERY,
        "根据评论文字和面包照片，把顾客打的星级当作1到5五个有序等级来分，1最低5最高。用quadratic weighted kappa。"
        "价格不要参与，我不想让模型学到贵的就好。",
        "star_rating",
        "ordinal",
        "cohen_kappa_quadratic",
        without="unit_price",
        levels="1 2 3 4 5",
    ),
    Case(
        "chinese15-bakery-product",
        BAKERY,
        "自助收银台拍一张照就认出是吐司、可颂、蛋糕还是贝果，输入只有照片。反应要快，30毫秒以内，内存最多1GB，正确率越高越好",
        "product",
        "multiclass",
        "accuracy",
        only="bread_photo",
        latency=30,
        memory=1024,
    ),
    Case(
        "chinese15-bakery-waste",
        BAKERY,
        "扔掉的面包太心疼。我要的是每天浪费个数的上限，就是90%分位数，方便跟食物银行约车。烤炉曲线传感器坏过，数据不可信，排除。",
        "units_wasted",
        "regression",
        "pinball",
        without="oven_curve",
        quantiles=(0.9,),
    ),
    # cloth
    Case(
        "chinese15-cloth-defects",
        CLOTH,
        "验布机拍的照片，一卷布上可能同时有断经、破洞、油污好几种毛病，要把疵点全部标出来，macro F1。",
        "疵点",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "chinese15-cloth-class",
        CLOTH,
        "预测布的评等，由差到好：等外品<合格品<一等品<优等品。车间湿度表早坏了，那一列作废，不要用。"
        "指标没想好，你看着办。",
        "评等",
        "ordinal",
        "",
        without="车间湿度",
        levels="等外品 合格品 一等品 优等品",
    ),
    Case(
        "chinese15-cloth-strength",
        CLOTH,
        "做拉伸实验要把布剪坏，能不能不剪就估出断裂强力？决定系数。张力曲线只有新机台才有，以后的布没有，所以不要依赖它。",
        "断裂强力",
        "regression",
        "r2",
        without="张力曲线",
    ),
    Case(
        "chinese15-cloth-return",
        CLOTH,
        "出货前给每卷布一个被客户退回来的概率，概率要准，用Brier分数衡量。疵点、评等那些别预测，只要退不退。",
        "客户退货",
        "binary",
        "brier",
    ),
    Case(
        "chinese15-cloth-search",
        CLOTH,
        "业务员输入一段文字说明，系统要从图库里找出对应的那张布面照片，前10张里有就算对（Recall@10）。",
        "布面照片",
        "retrieval",
        "recall_at_10",
    ),
    # gym
    Case(
        "chinese15-gym-survival",
        GYM,
        "会员能坚持多少个月才退卡？没退的还在练，属于右删失，用生存模型，concordance index评估。教练笔记涉及隐私，不能用。",
        "months_active cancelled",
        "survival",
        "c_index",
        without="coach_notes",
    ),
    Case(
        "chinese15-gym-churn",
        GYM,
        "就想知道谁会退卡，是或否，不关心什么时候退。ROC下面积。性别和年龄出于公平考虑不能作为特征",
        "cancelled",
        "binary",
        "roc_auc",
        without="gender age",
    ),
    Case(
        "chinese15-gym-fat",
        GYM,
        "店里的体脂秤坏了，帮我从其他数据估体脂率吧，均方误差。BMI跟它太像了，客户又自己报的身高，不准用bmi。",
        "body_fat",
        "regression",
        "rmse",
        without="bmi",
    ),
    Case(
        "chinese15-gym-injury",
        GYM,
        "只看深蹲视频，预测会员以后会伤到膝盖、腰背、肩膀还是没事。对数损失。手机端跑，模型参数控制在八百万以内。",
        "injury",
        "multiclass",
        "log_loss",
        only="squat_video",
        params=8000000,
    ),
    Case(
        "chinese15-gym-plan",
        GYM,
        "新会员来了，销售想知道推月卡、季卡还是年卡，也就是预测他会办哪种卡。近30天到店次数是办完卡以后才统计的，去掉；"
        "指标用加权F1。",
        "plan",
        "multiclass",
        "f1_weighted",
        without="visits_30d",
    ),
)

_UNCLEAR: tuple[Case, ...] = (
    Case(
        "chinese15-tea-unclear",
        TEA,
        "帮我做个模型，预测一下审评员会怎么评这款茶的品质好坏，用照片和光谱。",
        "",
        "",
        "",
        ask="等级 总分",
    ),
    Case(
        "chinese15-parcel-unclear",
        PARCEL,
        "领导让我预测一下每个快递的时效情况，怎么弄都行。",
        "",
        "",
        "",
        ask="transit_hours delivery_status",
    ),
    Case(
        "chinese15-vet-unclear",
        VET,
        "想提前挑出那些病情会变得很严重的小动物，是或否就可以，诊断结果不用给。",
        "",
        "",
        "",
        ask="住院 死亡",
    ),
    Case(
        "chinese15-bakery-unclear",
        BAKERY,
        "预测每天每种面包的个数，误差别太大。",
        "",
        "",
        "",
        ask="units_sold units_wasted",
    ),
)


APART = {"chinese15-wind-control", "chinese15-gym-plan", "chinese15-parcel-unclear"}
"""Another target, or guessed: held to nothing."""
SEEN = tuple(c for c in _SEEN if c.name not in APART)
UNCLEAR = tuple(c for c in _UNCLEAR if c.name not in APART)

KNOWN = {
    "chinese15-tea-grade": "inputs",
    "chinese15-tea-caffeine": "refused",
    "chinese15-tea-aroma": "refused",
    "chinese15-wind-power": "inputs",
    "chinese15-bakery-both": "refused",
    "chinese15-bakery-waste": "inputs",
}
"""What is misread, by its fields."""
