"""Statements written after the tenth mending.

9 of 24 are complete and right (38 %): English 6 of 18, Chinese 3 of 6; the rules before
the seventh mending read 7, and two of the others with a wrong target. Of the
rest nowhere the target, kind or metric; in
8 an input that the statement forbids, in one of these a latency too; 7 clear ones are
refused. The 3 unclear ones are refused as well, as they have to be. So it was at first;
`KNOWN` holds what is still misread.
"""

from statement_suite import Case

DRUG = """compound id; mol_graph points; assay_image image; smiles text; mol_weight
 number; logp number; toxicity category =none,mild,severe; ic50_nm number;
 hERG_block boolean; batch_date date; lab category =bern,oslo"""
AIRPORT = """flight_no integer 1..9999; apron_cam image; atc_audio audio; metar
 text; airline category =aa,bb,cc; sched_dep date; dep_delay_min number;
 arr_delay_min number; diverted boolean; taxi_out_min number; gate category =g1,g2"""
SCHOOL = """pupil_id id; handwriting image; reading_audio audio; teacher_comment
 text; attendance_rate number; math_mark integer 1..6; german_mark integer 1..6;
 at_risk boolean; free_lunch boolean; class category =7a,7b,7c"""
CAFE = """order_id id; receipt_scan image; chat_log text; weekday integer 0..6;
 items category =cake|tea,tea,coffee,coffee|cake; total_eur number; tip_eur number;
 wait_min number; complained boolean; barista category =b1,b2,b3"""
ROBOT = """run id; head_cam video; lidar_sweep range; odom track; battery_v number;
 floor_type category =tile,carpet,wood; stuck boolean; collisions integer 0..40;
 speed_ms number; software category =v1,v2"""
DAM = """sensor_id id; inclinometer series; crack_photo image; water_level_m number;
 air_temp number; displacement_mm number; seepage_lps number; alarm_level category
 =green,yellow,red; inspector category =i1,i2"""
MARKET = """listing id; item_photo image; title text; seller_rating number; asking
 number; sold_for number; days_online integer 0..365; category category
 =toys,bikes,books; sold boolean; views integer 0..99999"""
HEART = """pid id; ecg_12lead series; echo_video video; age integer 18..95; bnp
 number; ejection_fraction number; followup_days number 1..3000; died boolean; nyha
 category =I,III,II,IV; smoker boolean; hospital category =h1,h2"""
LENS = (
    "shot id; raw_photo image; edited_photo image; caption text; iso integer 50..6400"
)
TEA_ZH = """茶样号 id; 干茶照片 image; 茶汤照片 image; 近红外光谱 series; 评语 text;
 产地 category =云南,福建,安徽; 茶多酚 number; 咖啡碱 number; 品质等级 category
 =二级,特级,一级; 价格 number; 是否掺假 boolean"""
EXPRESS_ZH = """运单号 id; 包裹图 image; 客服录音 audio; 备注 text; 重量 number;
 体积 number; 运费 number; 签收耗时 number; 是否丢件 boolean; 网点 category =a,b,c;
 赔付金额 number"""
GAME_ZH = """玩家号 id; 操作序列 series; 聊天记录 text; 头像 image; 等级 integer
 1..100; 充值金额 number; 在线时长 number; 是否外挂 boolean; 次日留存 boolean; 渠道
 category =x,y"""

SEEN = (
    Case(
        "toxicity",
        DRUG,
        "We screen compounds for toxicity. Given the 3D structure, the SMILES and the"
        " assay picture, sort each compound into none, mild or severe toxicity. A"
        " severe one that we call harmless is the worst case, so please penalise"
        " distant mistakes (quadratic kappa). hERG_block and IC50 are only measured for"
        " compounds that passed this screen.",
        "toxicity",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none mild severe",
        without="hERG_block ic50_nm",
    ),
    Case(
        "ic50",
        DRUG,
        "ic50 (nM) regressor, spearman, structure + logP, lab & batch date are nuisance"
        " variables -> out",
        "ic50_nm",
        "regression",
        "spearman",
        without="lab batch_date",
    ),
    Case(
        "departure",
        AIRPORT,
        "By how many minutes will the departure be delayed? We only know what is known"
        " an hour before: no arrival delay, no taxi-out time, and not whether it was"
        " diverted. MAE.",
        "dep_delay_min",
        "regression",
        "mae",
        without="arr_delay_min taxi_out_min diverted",
    ),
    Case(
        "diverted",
        AIRPORT,
        "Hey! Could you train me a diversion classifier (diverted yes/no)? METAR text"
        " and ATC audio matter most. Leave the delays alone, they're consequences."
        " Recall is key but precision shouldn't collapse.",
        "diverted",
        "binary",
        "f2 recall",
        without="dep_delay_min arr_delay_min",
    ),
    Case(
        "at-risk",
        SCHOOL,
        "Spot pupils who are at risk of failing, early. Handwriting, reading aloud and"
        " the teacher's comment may be used; whether a child gets free lunch must under"
        " no circumstances be used. We'd accept some false alarms, but no child should"
        " be overlooked.",
        "at_risk",
        "binary",
        "recall",
        without="free_lunch",
    ),
    Case(
        "marks",
        SCHOOL,
        "Outputs: math_mark, german_mark (treat both as numbers). Inputs: handwriting"
        " and reading_audio, nothing else. RMSE.",
        "math_mark german_mark",
        "multitarget",
        "rmse",
        only="handwriting reading_audio",
    ),
    Case(
        "complaint",
        CAFE,
        "complaint prediction for our cafe; tip_eur unknown at order time, barista"
        " shouldn't be blamed so exclude. pr-auc. 5ms, 100k params.",
        "complained",
        "binary",
        "average_precision",
        without="tip_eur barista",
        params=100_000,
        latency=5.0,
    ),
    Case(
        "items",
        CAFE,
        "From a scan of the receipt recover all the items on it (pipe separated list)."
        " total_eur would help too much; we want to see what the picture alone can do.",
        "items",
        "multilabel",
        separator="|",
        only="receipt_scan",
    ),
    Case(
        "floor",
        ROBOT,
        "What is the robot driving on? tile / carpet / wood. Sensors: head camera,"
        " lidar, odometry. Ignore anything that depends on the software version."
        " Balanced accuracy, model below 2 MB... well, say below 500k parameters.",
        "floor_type",
        "multiclass",
        "balanced_accuracy",
        without="software",
        params=500_000,
    ),
    Case(
        "collisions",
        ROBOT,
        "predict number of collisions per run from lidar and odometry (not the video,"
        " it's too heavy for the on-board computer, 1 GB RAM)",
        "collisions",
        "regression",
        without="head_cam",
        memory=1024,
    ),
    Case(
        "dam",
        DAM,
        "Dam monitoring. Two quantities are wanted for every reading: displacement (mm)"
        " and seepage (l/s). alarm_level is set by the inspector from exactly these"
        " two, so neither of those columns may go in. R squared.",
        "displacement_mm seepage_lps",
        "multitarget",
        "r2",
        without="alarm_level inspector",
    ),
    Case(
        "alarm",
        DAM,
        "Raise the right alarm level: green < yellow < red. Everything measured by the"
        " instruments may be used, the inspector's identity may not.",
        "alarm_level",
        "ordinal",
        levels="green yellow red",
        without="inspector",
    ),
    Case(
        "resale",
        MARKET,
        "I sell used stuff. What price will I get in the end? Photo, title and my"
        " asking price are there from the start. How long it was online, the number of"
        " views and whether it sold are not. MAPE, plus the 20th and 80th percentile.",
        "sold_for",
        "regression",
        "mape",
        without="days_online views sold",
        quantiles=(0.2, 0.8),
    ),
    Case(
        "survival",
        HEART,
        "Heart failure cohort: model time to death (followup_days, died=0 means"
        " censored) from ECG and echo. BNP yes, NYHA class no (subjective)."
        " Harrell's C.",
        "followup_days died",
        "survival",
        "c_index",
        without="nyha",
    ),
    Case(
        "ef",
        HEART,
        "Can the ejection fraction be read off the ECG alone? mean absolute error, in"
        " percentage points",
        "ejection_fraction",
        "regression",
        "mae",
        only="ecg_12lead",
    ),
    Case(
        "edits",
        LENS,
        "For a raw photo, find the edited version of it among all the others. hit rate"
        " at 5. Captions would give it away, so don't.",
        "edited_photo",
        "retrieval",
        "recall_at_5",
        without="caption",
    ),
    Case(
        "茶叶",
        TEA_ZH,
        "我们做茶叶分级，品质等级由高到低是特级、一级、二级。希望只凭照片和光谱就能判断，"
        "价格和理化指标（茶多酚、咖啡碱）都不参与。指标用二次加权kappa。",
        "品质等级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="二级 一级 特级",
        only="干茶照片 茶汤照片 近红外光谱",
    ),
    Case(
        "掺假",
        TEA_ZH,
        "茶叶有没有掺假？产地别用（会学到偏见），F1，参数限制在30万以内，单条10ms内",
        "是否掺假",
        "binary",
        "f1",
        without="产地",
        params=300_000,
        latency=10.0,
    ),
    Case(
        "丢件",
        EXPRESS_ZH,
        "麻烦做个模型，提前判断哪些包裹会丢。签收耗时、赔付金额都是事后数据，网点也不要。"
        "宁可多报，不要漏报。",
        "是否丢件",
        "binary",
        "recall",
        without="签收耗时 赔付金额 网点",
    ),
    Case(
        "耗时",
        EXPRESS_ZH,
        "估算签收耗时（小时），给出10%、50%、90%分位数，是否丢件和赔付金额除外",
        "签收耗时",
        "regression",
        "mae pinball",
        without="是否丢件 赔付金额",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "外挂",
        GAME_ZH,
        "识别外挂玩家：主要看操作序列，聊天记录可做辅助；头像没必要用。误封玩家影响很坏，"
        "所以精确率第一。",
        "是否外挂",
        "binary",
        "precision",
        without="头像",
    ),
)

UNCLEAR = (
    Case("which-mark", SCHOOL, "predict a pupil's mark", ask="math_mark german_mark"),
    Case(
        "which-delay-eleven",
        AIRPORT,
        "predict the delay of a flight",
        ask="dep_delay_min arr_delay_min",
    ),
    Case("两个都行", GAME_ZH, "训练一个玩家模型", ask="是否外挂 次日留存"),
)

KNOWN = {
    "ic50": "inputs",  # "nuisance variables -> out"
    "dam": "refused",  # "two quantities are wanted for every reading"
    "resale": "refused",  # a question as the subject of "are not"
    "survival": "inputs",  # "BNP yes, NYHA class no"
}
"""What is misread, by its fields, and where."""
