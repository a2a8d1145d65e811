package dev.tallystick.portal;

/** What {@link HostileNeighbours} say to whoever asks about themselves: MARKUP in every text. */
final class HostilePersonPages {
  static final String UUID7 = "019c0000-0000-7000-8000-000000000001";

  private HostilePersonPages() {}

  /** The answer to a path; empty if there is none. */
  static String json(String path) {
    return switch (path) {
      case "/audit/v1/me/usage" -> "{\"count\":1,\"entries\":[{\"index\":5,\"opening\":{}}]}";
      case "/audit/v1/lineage/" + UUID7 ->
          """
          {"release":{"event":"MARKUP","step":"MARKUP","from":"mall-east","to":"MARKUP","fee":{"amount":1,"currency":"MARKUP"},"recordedAt":"MARKUP"}}
          """;
      case "/consent/v1/me/freeze" -> "{\"frozen\":true,\"pending\":true}";
      case "/consent/v1/me/consents" ->
          """
          {"consents":[
            {"consent":"MARKUP","version":1,"status":"given","kind":"SENSITIVE","discloser":"mall-east","recipient":"MARKUP","purpose":"MARKUP",
             "categories":["MARKUP"],"retention":"MARKUP","notice":"MARKUP","validFrom":"MARKUP","validUntil":"MARKUP","uses":1,"useLimit":2,
             "collectedBy":"MARKUP","index":1},
            {"consent":"b","version":1,"status":"MARKUP","kind":"MARKUP","recipient":"MARKUP","purpose":"MARKUP","categories":[],
             "retention":"MARKUP","validFrom":"MARKUP","validUntil":"MARKUP","index":2},
            {"consent":"con_019c0000-0000-7000-8000-000000000001","version":1,"status":"given","kind":"PROVIDE","discloser":"mall-east",
             "recipient":"bureau-north","purpose":"CREDIT_REPORTING_SUPPLY","categories":["PAYMENT.SUMMARY"],"method":"MARKUP","retention":"P1Y",
             "validFrom":"MARKUP","validUntil":"MARKUP","index":3}]}
          """;
      case "/consent/v1/me/consent-requests" ->
          """
          {"authorization_details":[
            {"identifier":"MARKUP","actions":["SENSITIVE"],"locations":["mall-east"],"datatypes":["MARKUP"],"recipient":"MARKUP","requested_by":"MARKUP",
             "purpose":"MARKUP","method":"MARKUP","retention":"MARKUP","valid_until":"MARKUP","notice":"MARKUP","notice_text":"MARKUP",
             "notice_language":"MARKUP","necessity":"MARKUP","impact":"MARKUP",
             "conflicts":[{"holder":"mall-east","holder_name":"MARKUP","basisPoints":2500}]},
            {"identifier":"b","actions":["OUTBOUND"],"locations":["mall-east"],"datatypes":["MARKUP"],"recipient":"MARKUP","requested_by":"MARKUP",
             "purpose":"MARKUP","method":"MARKUP","retention":"MARKUP","valid_until":"MARKUP","notice":"MARKUP","notice_text":"MARKUP",
             "notice_language":"en","country":"MARKUP"},
            {"identifier":"c","actions":["MARKUP"],"datatypes":["MARKUP"],"recipient":"MARKUP","requested_by":"MARKUP",
             "purpose":"MARKUP","method":"MARKUP","retention":"MARKUP","valid_until":"MARKUP","notice":"MARKUP","notice_text":"MARKUP",
             "notice_language":"en"}]}
          """;
      case "/consent/v1/notices/ntc_" + UUID7 -> "{\"text\":\"MARKUP\"}";
      case "/consent/v1/me/stop-notices" ->
          """
          {"notices":[{"to":"mall-east","dueOn":"MARKUP","status":"overdue"},{"to":"MARKUP","dueOn":"MARKUP","status":"DONE"},{"to":"mall-east","dueOn":"MARKUP","status":"MARKUP"}]}
          """;
      case "/consent/v1/me/rights" ->
          """
          {"rights":[{"right":"MARKUP","kind":"MARKUP","party":"MARKUP","dueOn":"MARKUP","status":"MARKUP","reason":"MARKUP","route":"MARKUP","explanation":"MARKUP"}]}
          """;
      case "/vault/v1/me/records" ->
          """
          {"records":[{"record":"rec_%s","provider":"MARKUP","category":"MARKUP","version":2,"restricted":"MARKUP","disputed":false,"sourceConflict":true,
             "statement":"MARKUP","expiresOn":"MARKUP","content":{"MARKUP":"MARKUP","list":["MARKUP"]},
             "before":[{"version":1,"replacedAt":"MARKUP","content":{"MARKUP":"MARKUP"}}]}],"next":"MARKUP"}
          """
              .formatted(UUID7);
      case "/vault/v1/me/objections" ->
          """
          {"objections":[{"objection":"MARKUP","party":"MARKUP","state":"OVERDUE","filedAt":"MARKUP","dueOn":"MARKUP","statement":"MARKUP"},
            {"objection":"b","party":"mall-east","releases":["MARKUP"],"state":"MARKUP","filedAt":"MARKUP","dueOn":"MARKUP","statement":"MARKUP",
             "outcome":"MARKUP","answer":"MARKUP"}]}
          """;
      case "/vault/v1/me/complaints", "/vault/v1/complaints" ->
          """
          {"complaints":[
            {"complaint":"MARKUP","authority":"authority","against":"MARKUP","state":"FILED","filedAt":"MARKUP","acceptBy":"MARKUP",
             "statement":{"text":"MARKUP"}},
            {"complaint":"b","authority":"MARKUP","against":"mall-east","state":"ACCEPTED","filedAt":"MARKUP","acceptBy":"MARKUP","dueOn":"2020-01-31",
             "statement":{"text":"MARKUP"},"reply":{"text":"MARKUP"}},
            {"complaint":"c","authority":"authority","against":"mall-east","state":"ANSWERED","filedAt":"MARKUP","acceptBy":"MARKUP","dueOn":"MARKUP",
             "outcome":"MARKUP","answeredAt":"MARKUP","late":true,"statement":{"text":"MARKUP"},"decision":{"text":"MARKUP"}}]}
          """;
      case "/vault/v1/me/identity-claims" ->
          """
          {"claims":[{"claim":"MARKUP","party":"MARKUP","state":"OPEN","scheme":"MARKUP","other":"MARKUP","method":"MARKUP","claimedAt":"MARKUP",
             "lapsesAt":"MARKUP","proved":true}]}
          """;
      case "/vault/v1/me/erasures" ->
          """
          {"erasures":[{"erasure":"MARKUP","scope":"MARKUP","provider":"MARKUP","state":"MARKUP","stoppedAt":"MARKUP","records":1,"held":1}],
           "scope":"MARKUP","provider":"MARKUP","suppress":false,"identity":true,"records":1,"held":1,
           "providers":[{"provider":"MARKUP","records":1,"held":1}],"confirm":"MARKUP"}
          """;
      default -> "";
    };
  }
}
