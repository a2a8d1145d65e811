package dev.tallystick.bench.decision;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What the feed says of the crowd's entries: the text of a real event in which only what differs is
 * written anew. The subject's label and the nonces are those of the pattern, which followers do not
 * look at.
 */
final class EntryText {
  private static final Set<PartName> SHOWN = EnumSet.of(PartName.STUB, PartName.BODY);
  private static final String SUBJECT = "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String CONSENT = "con_01900000-0000-7000-8000-00000000000b";
  private static final String NOTICE = "ntc_01900000-0000-7000-8000-00000000000c";
  private static final Random RANDOM = new Random(8);

  private final List<List<String>> consents = new ArrayList<>();
  private final List<List<String>> notices = new ArrayList<>();
  private final Crowd crowd;

  EntryText(Crowd crowd, Instant now) throws InvalidEventException {
    this.crowd = crowd;
    int ranks = crowd.rank(crowd.consents() - 1) + 1;
    for (int rank = 0; rank < ranks; rank++) {
      boolean provide = rank % 2 == 0;
      String kind = provide ? "PROVIDE" : "QUERY";
      String discloser = provide ? Market.platform(rank / 2) : Market.BUREAU;
      String recipient = provide ? Market.BUREAU : Market.lender(rank / 2);
      JsonObject shown =
          Market.data(
              JsonObject.EMPTY,
              "notice",
              NOTICE,
              "kind",
              kind,
              "discloser",
              discloser,
              "recipient",
              recipient,
              "textHash",
              Market.DIGEST,
              "language",
              "zh-CN",
              "items",
              JsonArray.ofStrings(List.of("KINDS", "PURPOSE", "RECIPIENT")),
              "channel",
              "SELF");
      JsonObject.Builder told = JsonObject.builder().put("highlighted", true);
      shown.forEach(told::put);
      notices.add(pieces("notice.presented", told.build(), now));
      consents.add(pieces("consent.given", consent(kind, discloser, recipient, now), now));
    }
  }

  private static JsonObject consent(String kind, String discloser, String recipient, Instant now) {
    return Market.data(
        JsonObject.EMPTY,
        "consent",
        CONSENT,
        "version",
        1,
        "kind",
        kind,
        "discloser",
        discloser,
        "recipient",
        recipient,
        "purpose",
        kind.equals("PROVIDE") ? "CREDIT_REPORTING_SUPPLY" : "LOAN_APPROVAL",
        "categories",
        JsonArray.ofStrings(Market.CATEGORIES),
        "method",
        "sealed",
        "retention",
        "P1Y",
        "form",
        "ELECTRONIC_WRITTEN",
        "evidence",
        Market.data(JsonObject.EMPTY, "method", "SIGNED_IN_PORTAL", "digest", Market.DIGEST),
        "notice",
        Market.data(JsonObject.EMPTY, "id", NOTICE, "textHash", Market.DIGEST, "language", "zh-CN"),
        "validFrom",
        Market.time(now.minus(Duration.ofHours(1))),
        "validUntil",
        Market.time(now.plus(Duration.ofDays(365))),
        "jurisdiction",
        "CN",
        "channel",
        "SELF");
  }

  /** The text of an entry, cut at what differs; between two pieces stands a mark's name. */
  private static List<String> pieces(String type, JsonObject data, Instant now)
      throws InvalidEventException {
    Event event = Market.event(type, Optional.of(SUBJECT), data, now, RANDOM);
    String text = CanonicalJson.text(Opening.of(event, now.toEpochMilli(), SHOWN).toJson());
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      for (String mark : List.of(SUBJECT, CONSENT, NOTICE, event.id().toString())) {
        if (text.startsWith(mark, at)) {
          pieces.add(text.substring(from, at));
          pieces.add(mark.length() == event.id().toString().length() ? "" : mark);
          from = at + mark.length();
          at = from - 1;
          break;
        }
      }
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /** Writes what a page says of the n-th entry of the crowd: notice and consent in turn. */
  void append(StringBuilder page, long index, long number) {
    long consent = number / 2;
    int rank = crowd.rank(consent);
    page.append("{\"index\":").append(index).append(",\"opening\":");
    List<String> pieces = (number % 2 == 0 ? notices : consents).get(rank);
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      if (i % 2 == 0) {
        page.append(piece);
      } else if (piece.isEmpty()) {
        page.append(Crowd.uuid(number, 3));
      } else if (piece.equals(SUBJECT)) {
        page.append(crowd.subject(crowd.giverOf(consent)));
      } else if (piece.equals(CONSENT)) {
        page.append("con_").append(Crowd.uuid(consent, 1));
      } else {
        page.append("ntc_").append(Crowd.uuid(consent, 2));
      }
    }
    page.append('}');
  }

  /** What a page says of a real event. */
  static void append(StringBuilder page, long index, Event event, long recordedMillis) {
    page.append("{\"index\":")
        .append(index)
        .append(",\"opening\":")
        .append(
            new String(
                CanonicalJson.bytes(Opening.of(event, recordedMillis, SHOWN).toJson()), US_ASCII))
        .append('}');
  }
}
