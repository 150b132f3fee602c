"""Terms of a trade, English | Chinese: medicine, traffic, machines, matter."""

TABLE = """
lactate lactic | 乳酸
glucose | 葡萄糖
creatinine | 肌酐
urea bun | 尿素 尿素氮
potassium | 血钾
sodium | 血钠
calcium | 血钙
ferritin | 铁蛋白
platelet platelets plt | 血小板
wbc | 白细胞
rbc | 红细胞
hb | 血红蛋白
crp | C反应蛋白
thyroid | 甲状腺
stool faeces | 粪便 大便
plasma | 血浆
slide | 切片 玻片
spine | 脊柱
hip | 髋部
tb | 结核
effusion | 积液
edema oedema | 水肿
cardiomegaly | 心脏肥大 心影增大
atelectasis | 肺不张
consolidation | 实变
copd | 慢阻肺
alzheimer | 痴呆
dementia alzheimer | 阿尔茨海默
alcohol | 饮酒 喝酒
birth | 出生
gestation gestational | 孕周
gestational | 孕期
cesarean | 剖宫产 剖腹产
fatigue | 疲倦
dyspnea breathlessness | 呼吸困难
hr | 心率 脉搏
systolic sbp | 收缩压
diastolic dbp | 舒张压
saturation spo2 | 血氧饱和度
respiratory | 呼吸
temp | 体温
bmi | 体重指数
surgical | 手术
anaesthesia asa | 麻醉
department | 病房
er triage | 急诊
emergency er triage | 分诊
vent | 呼吸机 通气
los | 住院 住了
oxygen | 吸氧
transfusion | 输血
chemo | 化疗
radiotherapy radiation | 放疗
comorbidity comorbidities | 合并症
follow | 随访
referral referred | 转诊
prescription | 处方
workout | 运动
radiograph xray | X光 X线
ct | CT
mri | 磁共振 核磁
eeg | 脑电图 脑电
emg | 肌电
findings finding | 所见
impression | 诊断意见
history | 病史
anamnesis | 病史
view position | 体位
payout | 赔款
deductible | 免赔额
coverage | 保额
radar | 毫米波雷达
pointcloud points cloud | 点云
imu | 惯性 惯导
accelerometer | 加速度
accelerometer acceleration accel acc | 加速度计
gyroscope gyro | 角速度
magnetometer | 磁力计
steering steer | 方向盘
cyclist | 骑车人 自行车
accident | 车祸
crossing junction | 交叉口
traffic | 路况
signal light | 信号灯 红绿灯
dist | 距离
heading yaw | 航向
heading | 偏航
roll | 横滚
disparity | 视差
bbox box | 边界框
occluded occlusion | 遮挡
disengagement disengage | 接管
fare | 车费
eta | 预计到达
jam | 拥堵
congestion jam | 堵车
delay late delayed | 迟到
force | 受力
payload | 负载
slip slipped slippage | 滑动 滑落
turbine | 风机
amp | 电流
defective | 缺陷 瑕疵
dent | 凹陷
paint | 油漆 喷漆
toxicity toxic | 有毒
molecular | 分子
"""
