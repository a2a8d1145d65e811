package dev.tallystick.vault.deposit;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.vault.consent.DecisionQuestion;
import dev.tallystick.vault.consent.Ruling.Permit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What the log and consent-service are told of a chunk: numbers, never a line of it. */
@Singleton
final class DepositEvents {
  static final String DEPOSITED = "records.deposited";
  private static final String STEP = "DEPOSIT";
  private static final String STATEMENT = "deposit+jws";

  private final EventFactory factory;

  DepositEvents(EventFactory factory) {
    this.factory = factory;
  }

  DecisionQuestion question(Chunk chunk, String statement) {
    return new DecisionQuestion(
        STEP,
        statement,
        STATEMENT,
        Optional.empty(),
        chunk.platform(),
        chunk.platform(),
        Optional.empty(),
        List.copyOf(chunk.counts().accepted().keySet()),
        JsonObject.builder().put("agreement", chunk.agreement()).build());
  }

  Event deposited(Chunk chunk, String statement, Permit permit) {
    JsonObject.Builder data =
        JsonObject.builder()
            .put("chunk", chunk.id())
            .put("provider", chunk.platform())
            .put("agreement", chunk.agreement())
            .put("source", chunk.origin())
            .put("count", chunk.count())
            .put("root", chunk.root().hex())
            .put("signature", statement);
    if (!chunk.counts().accepted().isEmpty()) {
      data.put("accepted", DepositJson.accepted(chunk.counts()));
    }
    if (chunk.counts().hasRefusals()) {
      data.put("refused", DepositJson.refused(chunk.counts()));
    }
    try {
      return factory.create(
          DEPOSITED,
          Optional.empty(),
          data.build(),
          Optional.empty(),
          permit.guards(),
          permit.advances());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
