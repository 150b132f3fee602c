"""Twenty statements by somebody who had never seen the reader.
Read once, by rules mended for the two lists before: 12 of 20 right (8 of
16 clear ones), 3 with another target; mended since.
"""

from statement_suite import Case

PHYSIO = (
    "player_id id; gps_load series; heart_rate series; gait_video video; physio_note text; "
    "position category =GK,DF,MF,FW; squad category =first,second,u19; age integer 15..40; prior_injuries integer 0..20; "
    "sleep_h number 2..12; session_date date; -injured_2w boolean; -returned boolean; -days_to_return number 0..400; "
    "-minutes_next_match number 0..120; -sprint_top_kmh number 15..40"
)
SOUND = (
    "录音号 id; 音频 audio; 频谱图 image; 录音备注 text; 话筒 category =动圈,电容,铝带; 录音棚 category =一棚,二棚,三棚; "
    "距离cm number 1..300; 采样率khz number 8..192; 录制日期 date; "
    "-杂音种类 category =爆音|电流声,爆音,电流声,齿音|爆音,齿音; -响度lufs number -60..0; -混响秒 number 0..8; "
    "-是否削波 boolean; -录音师评分 integer 1..10"
)
FAB = (
    "jingyuan_hao id; keshi_quxian series; jingyuan_tu image; beizhu text; jitai category =JT1,JT2,JT3; "
    "caozuoyuan category =C1,C2,C3; peifang category =P1,P2,P3; yali number 1..200; wendu number 10..120; riqi date; "
    "-quexian_leixing category =huahen,huanzhuang,bianyuan,wu; -xiankuan_nm number 5..90; -liangpinlv number 0..100; "
    "-fangong boolean"
)
MT = (
    "seg_id id; src_text text; mt_text text; ref_text text; domain category =legal,medical,games; translator category =T1,T2,T3; "
    "src_len integer 1..200; tm_match_pct number 0..100; delivered date; -post_edit_min number 0..60; -ter number 0..2; "
    "-error_sev category =none,critical,minor,major; -needs_review boolean"
)
ORCHARD = (
    "地块号 id; 无人机照片 image; 土壤湿度曲线 series; 农事记录 text; 品种 category =富士,嘎啦,红星; 村组 category =东组,西组,南组; "
    "树龄 integer 1..40; 施肥公斤 number 0..900; 调查日期 date; -病害程度 category =无,重,轻,中; -是否受冻 boolean; "
    "-早采产量公斤 number 0..90000; -晚采产量公斤 number 0..90000; -糖度 number 5..25"
)
COURT = (
    "案号 id; 起诉状 text; 庭审录音 audio; 案由 category =借贷,劳动,买卖; 法官 category =赵,钱,孙; 标的额 number 100..90000000; "
    "当事人数 integer 2..40; 立案日期 date; 原告有律师 boolean; -判赔金额 number 0..90000000; -诉讼费 number 10..900000; "
    "-是否上诉 boolean; -是否撤诉 boolean; -审理天数 number 1..900"
)
CT = (
    "检查号 id; CT图像 image; 定位像 image; 申请单 text; 技师备注 text; 机房 category =一号,二号,三号; 年龄 integer 0..100; "
    "体重kg number 2..200; 吸烟 boolean; 检查日期 date; -结节性质 category =良性,恶性; -结节直径mm number 0..60; "
    "-剂量CTDIvol number 0..90; -剂量DLP number 0..3000; -是否重扫 boolean"
)
BIKE = (
    "station_id id; demand_curve series; street_img image; ops_note text; district category =east,west,south; "
    "docks integer 4..80; temp_c number -20..42; is_holiday boolean; obs_date date; -rentals_tomorrow integer 0..900; "
    "-returns_tomorrow integer 0..900; -battery_swaps_tomorrow integer 0..200; -broken_bikes integer 0..60"
)
BANK = (
    "loan_no id; apply_reason text; balance_curve series; branch category =b1,b2,b3; gender category =f,m; "
    "marital_status category =single,married,divorced; monthly_income number 0..200000; job_years number 0..45; "
    "apply_date date; -is_default boolean; -loss_amt number 0..3000000; -overdue_days integer 0..700; -prepaid boolean"
)
WIND = (
    "wtg_id id; vib series; wind_spd series; blade_img image; opr_log text; site category =S1,S2,S3; hub_h_m integer 60..160; "
    "amb_temp_c number -40..45; cod_date date; -gbx_fault boolean; -pwr_1h_kw number 0..6000; -pwr_24h_kw number 0..6000; "
    "-brg_temp_c number 0..120; -downtime_h number 0..300"
)
SCHOOL = (
    "xuehao id; zuowen text; laoshi_pingyu text; shouxie_tu image; banji category =yiban,erban,sanban; queke_cishu integer 0..60; "
    "zuoye_wanchenglv number 0..100; riqi date; -qizhong_fenshu number 0..100; -qimo_fenshu number 0..100; -liuji boolean"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z14-physio-injury",
        PHYSIO,
        "两周内会不会受伤？宁可错报不可漏报，康复师的笔记别给模型看",
        "injured_2w",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="physio_note",
    ),
    Case(
        "z14-physio-return",
        PHYSIO,
        "我是俱乐部的理疗师，教练天天追着问人什么时候能回来。想预测伤员还要多少天才能归队。有些人到现在还没归队，"
        "这种 returned 是 false，days_to_return 只是到目前为止观察的天数，别当成真的归队时间。squad 那一列不要用，队员一直在几个队之间换来换去。",
        "days_to_return returned",
        "survival",
        without="squad",
    ),
    Case(
        "z14-sound-noises",
        SOUND,
        "每条录音里有哪些杂音，常常不止一种，竖线隔开；录音备注不许用",
        "杂音种类",
        "multilabel",
        without="录音备注",
        separator="|",
    ),
    Case(
        "z14-sound-both",
        SOUND,
        "响度和混响时间我都要，一个模型一次给出两个数，用RMSE衡量。评分不用管，那个是录音师凭心情打的。录音棚这一列不要进模型，以后要去外场用。",
        "响度lufs 混响秒",
        "multitarget",
        "rmse",
        without="录音棚",
    ),
    Case(
        "z14-fab-defect",
        FAB,
        "刻蚀之后判断晶圆是哪类缺陷，划痕、环状、边缘还是没有。没有缺陷的占九成，但我希望每一类都同等看待。机台不能作为输入，单片推理3毫秒以内。",
        "quexian_leixing",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        without="jitai",
        latency=3,
    ),
    Case(
        "z14-fab-width",
        FAB,
        "线宽给个区间，不要只报一个值：5%、50%、95%三个分位数，操作员是谁不要放进去",
        "xiankuan_nm",
        "regression",
        "pinball",
        without="caozuoyuan",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "z14-mt-find",
        MT,
        "给一句原文，检索出它的参考译文，只准用这两列",
        "ref_text",
        "retrieval",
        only="src_text ref_text",
    ),
    Case(
        "z14-mt-minutes",
        MT,
        "本来想预测TER，后来发现客户根本看不懂这个指标，就算了。我现在要知道的是每句机翻做译后编辑要花几分钟，好报价。"
        "用平均绝对误差。参考译文交稿以后才有，不能用。翻译记忆库的匹配率不是不能用，留着。",
        "post_edit_min",
        "regression",
        "mae",
        without="ref_text",
    ),
    Case(
        "z14-orchard-disease",
        ORCHARD,
        "病害程度，无<轻<中<重，只看无人机照片",
        "病害程度",
        "ordinal",
        only="无人机照片",
        levels="无 轻 中 重",
    ),
    Case(
        "z14-orchard-frost",
        ORCHARD,
        "我家种了三十亩苹果，去年倒春寒折腾得够呛。想知道哪块地会受冻。不过请人点一次防霜烟要好几千，喊错一次这钱就白烧了；"
        "真漏掉一块，果子还能便宜卖给果汁厂，损失不大。村组别放进去，邻居之间会吵架。",
        "是否受冻",
        "binary",
        "precision f0_5 f05 f0.5 fbeta_0.5 specificity average_precision",
        without="村组",
    ),
    Case(
        "z14-court-appeal",
        COURT,
        "当事人判完会不会再上诉？看AUC，法官是谁不许进模型，其他都可以。",
        "是否上诉",
        "binary",
        "roc_auc",
        without="法官",
    ),
    Case(
        "z14-court-award",
        COURT,
        "窗口天天有人问“我这官司能判多少”，我一个书记员哪敢乱说。就请预测一下最后判赔的金额吧，诉讼费不用，那个有公式。"
        "几千块的案子差一成和几百万的案子差一成，在我看来一样严重。庭审录音开庭之后才有，不能用。",
        "判赔金额",
        "regression",
        "mape smape rmsle msle",
        without="庭审录音",
    ),
    Case(
        "z14-ct-nodule",
        CT,
        "放射科用的，判断片子上的结节是良性还是恶性。把恶性的漏过去是要出人命的，多叫几个人回来做穿刺倒没什么。"
        "技师备注里有时候已经写了结论，这一列去掉。我们工作站很旧，内存最多占2GB，参数量不超过500万。",
        "结节性质",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="技师备注",
        params=5_000_000,
        memory=2048,
        positive="恶性",
    ),
    Case(
        "z14-bike-rentals",
        BIKE,
        "预测明天每个站点借出多少辆电单车，不是还回来的数，MAE。运维备注和街景图都不用",
        "rentals_tomorrow",
        "regression",
        "mae",
        without="ops_note street_img",
    ),
    Case(
        "z14-bank-default",
        BANK,
        "预测贷款客户回不会违约（是/否），以F1为准。合规部门说性别和婚姻状况都不得使用，月收入倒是没问题。",
        "is_default",
        "binary",
        "f1",
        without="gender marital_status",
    ),
    Case(
        "z14-wind-gearbox",
        WIND,
        "齿轮箱会不会出故障，很少见，用PR-AUC，10毫秒内，不用运维日志",
        "gbx_fault",
        "binary",
        "average_precision",
        without="opr_log",
        latency=10,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z14-wind-power",
        WIND,
        "预测每台风机的功率，RMSE，场站不要作为输入",
        ask="pwr_1h_kw pwr_24h_kw",
    ),
    Case(
        "z14-school-score",
        SCHOOL,
        "我带三个班，实在没精力每个孩子都盯。能不能帮我预测一下每个学生的考试分数，满分一百？看平均绝对误差就行。老师评语是考完才写的，不要用。",
        ask="qizhong_fenshu qimo_fenshu",
    ),
    Case(
        "z14-orchard-yield",
        ORCHARD,
        "帮忙预测一下今年每块地的苹果产量，单位公斤，误差用MAE",
        ask="早采产量公斤 晚采产量公斤",
    ),
    Case(
        "z14-ct-dose",
        CT,
        "想在扫描之前估一下病人这次检查的辐射剂量，RMSE越低越好，体重和定位像都能用。",
        ask="剂量CTDIvol 剂量DLP",
    ),
)

KNOWN = {
    "z14-mt-find": "refused",
    "z14-bike-rentals": "refused",
}
"""Those still misread, with the fields."""
