package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/**
 * Somebody of whom a class of tests knows what Dora of the first sale knows of herself, and whom
 * nobody else stops, corrects or erases: whatever ran before, it is all there.
 *
 * @param name the account
 * @param token the person's
 * @param query the consent under which a bank bought a report
 */
record PersonOfOwn(String name, String token, String query) {
  /** What the first sale does with Dora, from the deposit to a refusal, for @NAME and @CARD. */
  private static final String SALE =
      """
      ./tallystick identity add @NAME --role citizen --identifier ID_CARD:@CARD | tee first-sale/@NAME
      own=$(sed -n 's/^subject *//p' first-sale/@NAME)
      sed 's/999999199004017719/@CARD/' first-sale/records.ndjson >first-sale/@NAME.ndjson
      as plum-market deposit --agreement "$agreement" --out first-sale/@NAME.receipt.json first-sale/@NAME.ndjson
      eval "$(declare -f consent | sed 's/post dora/post @NAME/')"
      supplied=$(consent PROVIDE plum-market bureau-west CREDIT_REPORTING_SUPPLY '')
      asked=$(consent QUERY bureau-west bank-dell LOAN_APPROVAL ',"purposeObject":{"kind":"APPLICATION","ref":"@NAME"}')
      buy() { # buy CONSENT
        as bank-dell request --bureau bureau-west --product "$product" --subject "$own" --consent "$1" \
          --purpose LOAN_APPROVAL --object APPLICATION:@NAME --out first-sale
      }
      buy "$asked"
      buy con_01980000-0000-7000-8000-000000000000 || true
      echo "own=$own asked=$asked"
      """;

  /**
   * Enrols the person, to whom the parties of the first sale do what they did to Dora.
   *
   * @param name of the account
   * @param card an identity card's number that nobody else has here
   */
  static PersonOfOwn enrol(Suite suite, String name, String card)
      throws IOException, InterruptedException {
    String told =
        suite.firstSale().type(suite, name, SALE.replace("@NAME", name).replace("@CARD", card));
    return new PersonOfOwn(name, named(told, "own="), named(told, "asked="));
  }

  /** The bank asks for another report, under this consent; what it is told. */
  String buyAnother(Suite suite, String consent) throws IOException, InterruptedException {
    return suite
        .firstSale()
        .type(
            suite,
            name + "-again",
            """
            told=$(as bank-dell request --bureau bureau-west --product "$product" --subject @TOKEN --consent @CONSENT \
              --purpose LOAN_APPROVAL --object APPLICATION:@NAME --out first-sale || true)
            echo "$told"
            """
                .replace("@TOKEN", token)
                .replace("@CONSENT", consent)
                .replace("@NAME", name));
  }

  private static String named(String told, String mark) {
    int at = told.lastIndexOf(mark);
    assertThat(at).as(told).isNotNegative();
    return told.substring(at + mark.length()).split("\\s", 2)[0];
  }
}
