package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.demo.request.SoldReport;
import dev.tallystick.demo.request.UsedSource;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.local.identity.ProvedIdentifier;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.ClaimedIdentity;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.Identifier;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A shop that knows the person by a customer number, and a bank that knows the identity card. What
 * the shop has imported reaches the bank's report when the person has confirmed the shop's claim.
 *
 * @param number the shop's number for the customer
 */
record LinkedCustomer(RunningSuite suite, Protagonist person, String number) {
  static final String SHOP = "shop-valley";
  static final String CATEGORY = "SHOPPING.AGGREGATE";
  private static final String CLAIMS = "/v1/me/identity-claims";

  /** An inquiry of the bank about the person, by the card. */
  interface Inquiry {
    Delivery send(PartyClient bank) throws RefusedException, IOException, InterruptedException;
  }

  /** The shop imports a record of its customer. */
  void importFile(Deposits deposits, String agreement)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    JsonObject line = deposits.line(SHOP, Identifier.of("CUSTOMER_NO", number), CATEGORY);
    Deposit deposit = suite.party(SHOP).deposit(agreement, List.of(line));
    check(deposit.count() == 1, SHOP + " stored " + deposit.count() + " records");
  }

  /** The shop claims that its customer is who has the card; returns the claim. */
  String claim() throws RefusedException, IOException, InterruptedException {
    Hash evidence = Hash.sha256(("contract of " + number).getBytes(StandardCharsets.UTF_8));
    return suite
        .party(SHOP)
        .claimIdentities(
            List.of(new ClaimedIdentity(number, person.identifier(), "ID_CARD_SEEN", evidence)))
        .get(0);
  }

  /** The person proves the number too, logs in anew and confirms; returns the link's event. */
  String confirm(String claim)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    try {
      JsonObject early = post(claim);
      throw new StepDiffersException("confirmed without proof: " + early.getString("state"));
    } catch (RefusedException e) {
      check(e.code().equals("IDENTIFIER_NOT_PROVED"), "refused as " + e.code());
    }
    person.prove(
        suite,
        List.of(
            new ProvedIdentifier(person.identifier().scheme(), person.identifier().value()),
            new ProvedIdentifier("CUSTOMER_NO/" + SHOP, number)));
    JsonObject confirmed = post(claim);
    check(confirmed.getString("state").equals("LINKED"), "it is " + confirmed.getString("state"));
    String link = confirmed.getString("link");
    // The list that shows it is behind the log: whoever decides has seen it by then.
    SeenUsage unused = SeenUsage.awaiting(suite, person, Optional.of(link));
    return link;
  }

  private JsonObject post(String claim) throws RefusedException, IOException, InterruptedException {
    ApiClient loggedIn = suite.loggedIn(person.name());
    return loggedIn.post(
        suite.endpoints().vault(CLAIMS + "/" + claim + "/confirmation"), JsonObject.EMPTY, claim);
  }

  /** From whom the records of a report are that the bank buys now. */
  List<String> sources(Inquiry inquiry, NoteVerifier log)
      throws RefusedException, IOException, InterruptedException, InvalidReleaseException {
    PartyClient bank = suite.party(Cast.LENDER);
    OpenedPayload opened = bank.open(inquiry.send(bank), person.subject(), Cast.BUREAU, log);
    JsonObject unused = bank.acknowledge(opened, log);
    return SoldReport.read(opened.payload().report().orElseThrow()).sources().stream()
        .map(UsedSource::from)
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return "LinkedCustomer[" + person + "]";
  }
}
