package dev.tallystick.gateway.desk;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.ListedLoans;
import dev.tallystick.gateway.document.OpenedLoan;
import dev.tallystick.gateway.order.LoanToTellJson;
import dev.tallystick.gateway.order.TellLoans;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a page of loans asks of bureaus. Blocks. */
@Singleton
final class DeskLoans {
  private final TellLoans loans;

  DeskLoans(TellLoans loans) {
    this.loans = loans;
  }

  List<LoanLine> with(String bureau, ReaderText text) {
    return new ListedLoans.Partial(read(loans.page(bureau, null)))
        .loans().stream()
            .map(
                loan ->
                    new LoanLine(
                        loan.loan().orElse(""),
                        loan.kind().orElse(""),
                        loan.openedOn().map(text::dayOf).orElse(""),
                        loan.closedOn().map(text::dayOf).orElse("")))
            .toList();
  }

  /** The id that the bureau has given. */
  String open(LoanToTellJson.OpeningJson told) {
    return new OpenedLoan.Partial(read(loans.open(told))).loan().orElse("");
  }

  String close(String id, LoanToTellJson.ClosureJson told) {
    var unusedAnswer = loans.close(id, told);
    return id;
  }

  private static JsonObject read(String answer) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(answer.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("an answer was written as something else", e);
    }
  }
}
