"""German, Spanish and French words of columns' names, with what they are in English; a
slash parts two meanings. Without accents, umlauts as ae, oe and ue. A table, no code.
"""

GERMAN = """
abfluss outflow | abgang departure | abteilung department | abweichung deviation
adresse address | alter age | anfang start | ankunft arrival | anruf call | anteil share
anzahl count | art type/kind | arzt doctor | aufnahme admission/recording
auftrag order | ausfall failure/outage | ausgabe expense/issue | auslastung utilisation
ausschlag rash | ausschuss scrap | aussen outside/outdoor | bau construction | baum tree
bediener operator | befund finding | bemerkung remark/note | bericht report
beruf occupation | beschaedigt damaged | beschreibung description | besitzer owner
bestand stock | bestellung order | betrag amount | bewaesserung irrigation
bewertung rating/review | bild image/picture | boden soil | brand burn/fire
breite width | charge batch | datum date | dauer duration | dichte density
dicke thickness | diebstahl theft | dosis dose | drehzahl rpm | druck pressure
durchmesser diameter | ecke corner | einkommen income | einnahmen revenue | einsatz use
ende end | entfernung distance | entlassung discharge | erfolg success
ergebnis result/outcome | ernte harvest | ertrag yield | fahrer driver | fahrt trip
fahrzeug vehicle | farbe colour | fehler error/defect | fehlgeschlagen failed
feuchte humidity/moisture | feuchtigkeit humidity | firma company | flaeche area
foto photo | gang gear | gattung genus | gebaeude building | gekuendigt cancelled
geraet device | geraeusch noise | geschlecht sex/gender | geschwindigkeit speed
gestern yesterday | gesund healthy | gewicht weight | gewinn profit
groesse size/height | grund reason | gruppe group | guete quality | gutachten report
haendler dealer | haltung posture | hersteller manufacturer/maker | heute today
hoehe height | innen inside/indoor | jahr year | jahre years | kaelte cold
kaeltemittel refrigerant | kaeufer buyer | kamera camera | kategorie category
kauf purchase | kaufpreis price | kennung id | klang sound | klasse class | koerper body
kommentar comment | kosten cost | krank ill | krankheit disease | krone crown/canopy
kuendigung cancellation | kunde customer | kunden customers | kurve curve
laenge length | laerm noise | lager warehouse/bearing | land country | laufzeit runtime
lehrer teacher | leistung power/performance | lieferant supplier | lieferung delivery
lohn wage | luft air | maengel defects | marke brand | maschine machine | menge quantity
miete rent | mitarbeiter employee | monat month | monate months
morgen tomorrow/morning | nach post | nachricht message | nacht night
niederschlag rainfall | note grade | notiz note | nummer number | nutzung use
ort place/location | parzelle plot | pflanz planting | pflanze plant | preis price
probe sample | produkt product | protokoll log/report | pruefer inspector
punkte points | qualitaet quality | rasse breed | rauch smoke | raum room
rechnung invoice | regen rain | reife ripeness | reifen tyre | reparatur repair
richtung direction | risiko risk | riss crack | rohstoff material | ruecklauf return
ruecksendung return | saeure acid/acidity | schaden damage | schadstoff pollutant
schall sound | schicht shift/layer | schluessel key | schorf scab | schueler pupil
schwere severity | schwingung vibration | sonde probe/sensor | sorte variety
spannung voltage/tension | spektrum spectrum | sprache language | stadt city
staerke strength | standort site/location | stoerung fault | strasse street
strecke route | strom current/electricity | stueck pieces | stufe stage/grade/level
stunden hours | tag day | tage days | tagebuch diary/log | teil part | temp temperature
temperatur temperature | text text | tiefe depth | tier animal | ton sound | typ type
uebergabe handover | umsatz revenue/sales | unfall accident | ursache cause
urteil verdict | verbrauch consumption | verdienst earnings | verkaeufer seller
verkauf sale | verkauft sold | verlust loss | verschleiss wear | verspaetung delay
vertrag contract | verzoegerung delay | verzug warpage/delay | vorhersage forecast
vorlauf flow/supply | waerme heat | wasser water | werk plant | wert value
wetter weather | widerstand resistance | wind wind | woche week | wochen weeks
wohnflaeche area | wohnung flat/apartment | zahl number | zahlung payment | zeit time
zeitpunkt time | ziel target | zimmer room | zucker sugar | zufrieden satisfied
zug train | zulauf inflow | zustand condition | zweig branch | zyklus cycle
"""
SPANISH = """
accidente accident | agua water | aire air | alquiler rent | alta discharge
altura height | ancho width | ano year | antiguedad age/tenure | area area
averia breakdown/fault | ayer yesterday | barrio district | calidad quality
calle street | camara camera | cancelado cancelled | cantidad quantity | causa cause
ciudad city | clase class | cliente customer | codigo code | color colour
comentario comment | comprador buyer | conductor driver | consumo consumption
contrato contract | cosecha harvest | coste cost | costo cost | cultivo crop
curva curve | danado damaged | dano damage | defecto defect | defectuoso defective
demora delay | descripcion description | descuento discount | devolucion return
devuelto returned | dia day | diagnostico diagnosis | dias days
direccion address/direction | distancia distance | dosis dose | duracion duration
edad age | empleado employee | empresa company | energia energy | enfermedad disease
entrega delivery | envio shipment | estado state/status | estancia stay
estrellas stars | etapa stage | fabricante manufacturer/maker | fallo failure
fecha date | foto photo | fraude fraud | fuerza force | fumador smoker | gasto expense
genero gender/genre | grado grade | gravedad severity | habitaciones rooms | hora hour
horas hours | hoy today | humedad humidity | imagen image | impagado default
informe report | ingreso admission/income | ingresos income/revenue
inspector inspector | lactato lactate | largo length | ley grade/law | lluvia rain
lugar place | manana tomorrow/morning | maquina machine | marca brand | materia material
medico doctor | mes month | meses months | minutos minutes | motivo reason
muerte death | muerto dead | nivel level | nombre name | nota note/grade | notas notes
nubes clouds | numero number | operador operator | operario operator | pago payment
pais country | parcela plot | pedido order | pedidos orders | peso weight
piso flat/floor | planta ward/floor/plant | plazo term | potencia power | precio price
presion pressure | producto product | profundidad depth | proveedor supplier
prueba test | puntuacion score | radiografia xray/radiograph | raza breed
reingreso readmission | rendimiento yield/performance | reparacion repair
resena review | residuos waste | resultado result/outcome | retraso delay | riesgo risk
ruido noise | salario salary | sangre blood | segundos seconds | sexo sex | sonido sound
sueldo salary | superficie area | talla size | temperatura temperature | texto text
tiempo time | tienda shop | tipo type | turno shift | ubicacion location | usuario user
valor value | velocidad speed | vendedor seller | vendidas sold | vendido sold
venta sale | ventas sales | viaje trip | vida life | viento wind | vivienda house
voz voice | zona zone
"""
FRENCH = """
adresse address | annee year | arrivee arrival | assure insured | bruit noise
chambre room/bedroom | chiffre turnover | couleur colour | cout cost | couts costs
date date | debit flow | defaut defect/default | delai delay | demain tomorrow
depart departure | depense expense | duree duration | eau water | ecart deviation
entreprise company | epaisseur thickness | essai test | etage floor
etat state/condition | facture invoice | fournisseur supplier | gravite severity
hauteur height | heure hour | heures hours | hier yesterday | humidite humidity
jour day | jours days | largeur width | livraison delivery | longueur length
loyer rent | maladie disease | marque brand | masse mass | mois month | montant amount
moyen average | niveau level | nom name | nombre number | note grade | numero number
panne breakdown | pays country | pluie rain | poids weight | prix price
puissance power | qualite quality | quantite quantity | raison reason | recolte harvest
rendement yield | retard delay | sejour stay | sexe sex | sinistre claim
sortie discharge | surface area | taille size/height | temps time | tension voltage
usine plant | vendeur seller | vendu sold | vente sale | ventes sales | ville city
vitesse speed | voiture car
"""
