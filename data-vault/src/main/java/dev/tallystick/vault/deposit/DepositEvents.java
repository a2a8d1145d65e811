package dev.tallystick.vault.deposit;

import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.ChunkId;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What the log and consent-service are told of a chunk: numbers, never a line of it. */
@Singleton
final class DepositEvents {
  private static final String STEP = "DEPOSIT";
  private static final String STATEMENT = "deposit+jws";

  private final EventFactory factory;

  DepositEvents(EventFactory factory) {
    this.factory = factory;
  }

  DecisionQuestion question(Chunk chunk, String statement) {
    return DecisionQuestion.builder()
        .step(STEP)
        .dryRun(false)
        .request(statement)
        .requestType(STATEMENT)
        .caller(chunk.platform())
        .from(chunk.platform())
        .recordCategories(List.copyOf(chunk.counts().accepted().keySet()))
        .agreement(Optional.of(chunk.agreement()))
        .build();
  }

  Event deposited(Chunk chunk, String statement, Permit permit) {
    RecordsDeposited data =
        RecordsDeposited.builder()
            .chunk(new ChunkId(chunk.id()))
            .provider(chunk.platform())
            .agreement(new AgreementId(chunk.agreement()))
            .source(chunk.origin())
            .count(chunk.count())
            .root(chunk.root())
            .accepted(chunk.counts().acceptedCounts())
            .refused(chunk.counts().refusedCounts())
            .signature(statement)
            .build();
    try {
      return factory.create(
          data, Optional.empty(), Optional.empty(), permit.guards(), permit.advances());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
