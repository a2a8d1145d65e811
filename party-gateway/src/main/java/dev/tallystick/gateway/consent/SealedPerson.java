package dev.tallystick.gateway.consent;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.SealedIdentifier;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.party.Identifier;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps who is meant, sealed, until the vault has told the token. */
@Singleton
public final class SealedPerson {
  private final SealedPapers papers;
  private final SuiteClient suite;

  SealedPerson(SealedPapers papers, SuiteClient suite) {
    this.papers = papers;
    this.suite = suite;
  }

  /** What is kept in the row of this id. */
  public byte[] seal(String owner, Identifier person) {
    return papers.seal(Paper.PERSON, owner, CanonicalJson.messageBytes(person.toJson()));
  }

  /** The token of the person that is kept in the row of this id. */
  public String resolve(String owner, byte[] sealed, String purpose)
      throws SuiteAwayException, RefusedException {
    Identifier person = open(papers.open(Paper.PERSON, owner, sealed));
    return suite.ask((party, api, endpoints) -> party.resolve(purpose, List.of(person))).get(0);
  }

  private static Identifier open(byte[] json) {
    try {
      SealedIdentifier person =
          SealedIdentifier.read((JsonObject) CanonicalJson.parseMessage(json));
      return new Identifier(person.scheme(), person.value(), person.platform());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a person was sealed as something else", e);
    }
  }
}
