package dev.tallystick.tally.market;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;

/** Auditors who read ranges of a market's log in bulk. */
public final class BulkReads {
  private BulkReads() {}

  /** A market after a sale, whose log an auditor has read whole, and then an empty end of it. */
  public static Market afterASale() {
    Market market = Market.afterASale();
    long size = market.log().size();
    read(market, 0, size - 1);
    read(market, size, size);
    long unused = market.log().appendIndexRoot();
    return market;
  }

  private static void read(Market market, long first, long last) {
    JsonObject data =
        JsonObject.builder()
            .put("auditor", "auditor-7")
            .put("engagement", "*")
            .put("kind", "BULK")
            .put("parts", JsonArray.ofStrings(List.of("BODY", "STUB")))
            .put("purpose", "yearly audit")
            .put("queryDigest", Hash.sha256().hex())
            .put("firstIndex", first)
            .put("lastIndex", last)
            .build();
    long unused = market.log().append("audit.read", Optional.empty(), data);
  }
}
