package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.importing.deposit.ClaimSender;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.party.ClaimedIdentity;
import dev.tallystick.party.Identifier;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that knows its customers by two identifiers, and what is claimed of it. */
class SecondIdentifierTest {
  private static final String MAPPING =
      """
      mapping: cards
      file: {format: csv}
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      also: {scheme: ID_CARD, value: {column: card}, method: ID_CARD_SEEN}
      source: orders
      basis: {kind: CONTRACT, ref: t-1}
      records:
        - category: SHOPPING.AGGREGATE
          observedAt: {column: at}
          fields:
            spendBand: {column: band, as: integer}
      """;

  @TempDir private Path folder;

  private Set<KnownTwice> known(String rows) throws Exception {
    Mapping mapping = Mapping.parse(MAPPING.getBytes(StandardCharsets.UTF_8));
    Path file = Files.writeString(folder.resolve("file"), "customer,card,at,band\n" + rows);
    DataFile data = DataFile.at(file, mapping);
    LineMaker maker =
        new LineMaker(mapping, Survey.of(data, mapping, read -> {}), (line, count, at) -> {});
    var unusedOutcomes = maker.make(data, read -> {});
    return maker.knownTwice();
  }

  @Test
  void also_isClaimedOncePerPair_ofRowsThatBecomeRecords() throws Exception {
    assertThat(
            known(
                """
                C-1,999999195001010018,2026-02-01T00:00:00Z,4
                C-1,999999195001010018,2026-02-02T00:00:00Z,5
                C-2,,2026-02-01T00:00:00Z,4
                C-3,999999195001010026,2026-02-01T00:00:00Z,nothing
                """))
        .containsExactly(
            new KnownTwice(
                Identifier.of("CUSTOMER_NO", "C-1"),
                Identifier.of("ID_CARD", "999999195001010018")));
  }

  @Test
  void also_standsBesideACustomerNumberAlone() {
    String phone = MAPPING.replace("scheme: CUSTOMER_NO", "scheme: PHONE");
    String twice = MAPPING.replace("scheme: ID_CARD", "scheme: CUSTOMER_NO");
    for (String wrong : List.of(phone, twice)) {
      assertThatThrownBy(() -> Mapping.parse(wrong.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedMappingException.class)
          .hasMessageContaining("also");
    }
  }

  @Test
  void claims_areSentAHundredAtATime() throws Exception {
    List<Integer> calls = new ArrayList<>();
    Set<KnownTwice> many =
        IntStream.range(0, 230)
            .mapToObj(
                i ->
                    new KnownTwice(
                        Identifier.of("CUSTOMER_NO", "C-" + i), Identifier.of("PHONE", "+" + i)))
            .collect(Collectors.toCollection(LinkedHashSet::new));

    int sent =
        new ClaimSender(
                claims -> {
                  calls.add(claims.size());
                  return claims.stream().map(ClaimedIdentity::customer).toList();
                },
                Duration.ZERO)
            .send(many, "ID_CARD_SEEN", Hash.sha256());

    assertThat(sent).isEqualTo(230);
    assertThat(calls).containsExactly(100, 100, 30);
  }
}
