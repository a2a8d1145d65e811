# Buys a report about an enrolled person in the market of docs/first-sale.md: report.sh NAME SUBJECT PRODUCT
set -euo pipefail
name=$1 person=$2 product=$3
eval "$(./tallystick env)"
in_a_year=$(date -u -d '+360 days' +%Y-%m-%dT%H:%M:%S.000Z)
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
post() {
  ./tallystick call "$1" POST "$2" - <<<"$3"
}
consent() {
  local members notice
  members="\"kind\":\"$1\",\"discloser\":\"$2\",\"recipient\":\"$3\",\"purpose\":\"$4\",\"categories\":[\"SHOPPING.AGGREGATE\"],\"method\":\"sealed message\",\"retention\":\"P1Y\""
  notice=$(post "$name" "$CONSENT_URL/v1/notices" "{$members,\"contact\":\"data@$3.example\",\"rightsRoute\":\"https://$3.example/rights\",\"language\":\"en\",
    \"text\":\"$2 gives $3 what you spend in bands.\",\"highlighted\":true}" | field notice)
  post "$name" "$CONSENT_URL/v1/consents" "{$members,\"notice\":\"$notice\",\"validUntil\":\"$in_a_year\"$5}" | field consent
}
consent PROVIDE plum-market bureau-west CREDIT_REPORTING_SUPPLY '' >/dev/null
query=$(consent QUERY bureau-west bank-dell LOAN_APPROVAL ',"purposeObject":{"kind":"APPLICATION","ref":"A-2"}')
bank=(--party bank-dell --keys first-sale/bank-dell.keys)
sold=$(./tallystick tally party request "${bank[@]}" --client bank-dell --client-key "$CLIENT_KEYS/bank-dell.pem" --json --bureau bureau-west \
  --product "$product" --subject "$person" --consent "$query" --purpose LOAN_APPROVAL --object APPLICATION:A-2 --out first-sale)
release=$(field release <<<"$sold")
./tallystick tally party open "${bank[@]}" --vkey-file first-sale/log.vkey --subject "$person" --out "first-sale/$name.json" \
  "first-sale/$release.jwe" "first-sale/$release.receipt.json"
