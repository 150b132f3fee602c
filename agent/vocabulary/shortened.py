"""What columns' names shorten: an abbreviation, then the words that it stands for."""

from functools import cache

TABLE = """
abn abnormal
abv alcohol
acc acceleration accident account accuracy
accel acceleration
acct account
addr address
adm admission admitted
ag silver
alt altitude
amb ambient
amp current amperage
amt amount
ann annotation
ans answer
appt appointment
arr arrival arrived
attn attention attended
au gold
aud audio
avail available availability
avg average mean
bal balance
bat battery
batt battery
bldg building
bp pressure
brk brake braking
brkdn breakdown
cal calories
cam camera
canc cancelled cancellation
cap capacity
cat category class
cert certificate
chk check
cls class
ch4 methane 甲烷
cnt count number
co2 dioxide 二氧化碳
col colour color
coll collision
comm comment commission
comp company component
conc concentration
cond condition
conf confidence
cong congestion
cons consumption
conv conversion converted
cov coverage
cred credit
ctg category
ctry country
cu copper
curr current
cust customer client
dam damage
dbp diastolic
deg degree
del delivery delivered delay
dem demand
dep departure departed deposit
dept department
desc description
dest destination
det detected detection
dev deviation device
dia diameter
diag diagnosis
diff difference difficulty
dir direction
disc discount discharge
disch discharge discharged
disp displacement
dist distance
dly delay delayed
dob birth
doc document doctor
dup duplicate duplicated
dur duration
dx diagnosis
icu intensive
edu education
eff efficiency
elev elevation
emo emotion
emp employee
eng engine engagement
err error
esc escalated escalation
est estimate
exp experience expense
fac factory facility
fe iron
flt flight fault
freq frequency
frt freight
fw firmware
gen gender generation
gnd ground
grp group
gt truth
hdr header
hgt height
hist history
hosp hospital
hr heart rate pulse
ht height
hum humidity
hx history
inc income incident
inj injury injured
ins insurance insured
insp inspection
inv invoice inventory
irr irradiance irrigation
kg kilograms
lab laboratory
lang language
lbl label class
len length
lev level
loc location
los stay
lvl level
mach machine
mag magnitude
maint maintenance
malf malfunction
manuf manufacturer
mat material
mfr manufacturer
mgr manager
mos months
msg message
mvmt movement
nat nationality
nav navigation
nbr number neighbour
neg negative
nh3 ammonia 氨气
nh4 ammonium ammonia 氨氮 铵
ni nickel
no2 nitrite 亚硝酸盐
no3 nitrate nitrates 硝酸盐
num number
obj object
obs observation
occ occupancy occupation occupied
ord order
orig origin original
ovt overtime
pax passengers passenger
pct percentage percent
ped pedestrian pedestrians
perf performance
pers person
pkg package parcel
po4 phosphate phosphates 磷酸盐
pop population popularity
pos position positive
pow power
pref preference
pres pressure
prev previous
prio priority
proc procedure process
prod product production
prof profit profession
prop property
prot protein
prov province provider
psgr passenger
pt patient point
pub publisher published
pwr power
qlty quality
qty quantity
qual quality
rad radiation radius
rcv received
rec record recording
recur recurrence
ref referral reference
reg region
rej rejected
rem remaining remainder
rep repetition representative repair
res residual resolution
resp response respiratory
ret return returned
rev revenue review
rx prescription
sal salary
samp sample
sat satisfaction saturation
sbp systolic
sched schedule scheduled
sens sensor
sent sentiment
sess session
sev severity
sgnl signal
sig signal
so2 sulphur 二氧化硫
so4 sulphate sulfate sulphates sulfates 硫酸盐
spd speed
spec species specimen
spkr speaker
src source
stat status
stn station
subj subject
succ success
surv survival
sx symptoms symptom
symp symptom symptoms
temp temperature
thk thickness
thr throttle
tmp temperature
tot total
trk truck track
trq torque
trx transaction
turb turbidity turbine
twr tower
txn transaction
typ type
vac vacuum vacancy
val value
veh vehicle car
vel velocity speed
ver version
vert vertical
vib vibration
vis visibility
visc viscosity
vlt voltage
vol volume
volt voltage
warr warranty
wgt weight
whs warehouse
wid width
wk week weekly
wnd wind
wt weight
wx weather
xact transaction
yld yield
yr year
yrs years
zn zinc
"""


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in TABLE.split("\n"):
        if line:
            short, *full = line.split()
            found[short] = found.get(short, ()) + tuple(full)
    return found


def stands_for(word: str) -> tuple[str, ...]:
    """The words that an abbreviation stands for; () if it is none."""
    return _meanings().get(word, ())
