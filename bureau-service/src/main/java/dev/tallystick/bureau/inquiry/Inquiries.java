package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.Decisions;
import dev.tallystick.bureau.decision.Permit;
import dev.tallystick.bureau.decision.Question;
import dev.tallystick.bureau.entry.EntryProblem;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.source.Sources;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** One inquiry from the lender's statement to the answer. Blocks. */
@Singleton
final class Inquiries {
  private final InquiryDesk desk;
  private final Products products;
  private final Decisions decisions;
  private final Sources sources;
  private final Seller seller;

  Inquiries(
      InquiryDesk desk, Products products, Decisions decisions, Sources sources, Seller seller) {
    this.desk = desk;
    this.products = products;
    this.decisions = decisions;
    this.sources = sources;
    this.seller = seller;
  }

  /** What leaves, and the row to say so in. */
  record Outcome(BureauId bureau, UUID attempt, JsonObject answer) {}

  /**
   * Answers an inquiry, once for each key of a lender.
   *
   * @throws DomainProblem if it is refused
   */
  Outcome buy(String lender, String idempotencyKey, String request) {
    InquiryDesk.Taken taken = desk.take(lender, idempotencyKey, request);
    if (taken instanceof InquiryDesk.Answered answered) {
      return answered.outcome();
    }
    InquiryDesk.Begun begun = (InquiryDesk.Begun) taken;
    return new Outcome(begun.bureau(), begun.attempt(), work(begun, request));
  }

  private JsonObject work(InquiryDesk.Begun begun, String request) {
    Set<String> parents = Set.of();
    try {
      Order order = order(begun.bureau(), request, begun.inquiry());
      Permit quoted = decisions.ask(dryRun(order));
      Sourced sourced =
          sources
              .ask(
                  begun.bureau(),
                  begun.inquiry(),
                  quoted.categories(),
                  // Of this run: another run under the same key is another request to the vault.
                  begun.attempt().toString())
              .without(quoted.omitted());
      parents = sourced.parents().keySet();
      desk.sourced(begun, sourced);
      Seller.requireEnough(order, quoted.categories(), sourced);
      return seller.sell(begun.attempt(), order, sourced, quoted.fee());
    } catch (Seller.OutcomeUnknownException e) {
      // The row stays as it is; the background finds out what became of the release.
      throw new EntryProblem.AuditUnavailable();
    } catch (DomainProblem problem) {
      desk.end(begun, problem, parents);
      throw problem;
    } catch (RuntimeException | Error fault) {
      desk.giveUp(begun, parents);
      throw fault;
    }
  }

  /** The fee and what it would buy; buys nothing, and takes no statement out of use. */
  JsonObject quote(String lender, String request) {
    BureauId bureau = desk.bureau(request);
    Order order = order(bureau, request, desk.verify(request, lender, bureau));
    return Quote.of(decisions.ask(dryRun(order)));
  }

  private Order order(BureauId bureau, String request, InquiryRequest inquiry) {
    return new Order(
        bureau, products.requireSold(bureau, new ProductId(inquiry.product())), request, inquiry);
  }

  private static Question dryRun(Order order) {
    return Question.dryRun(order.bureau(), order.request(), order.inquiry(), order.categories());
  }
}
