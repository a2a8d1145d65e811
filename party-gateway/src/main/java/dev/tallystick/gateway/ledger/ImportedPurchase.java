package dev.tallystick.gateway.ledger;

import dev.tallystick.gateway.problem.GatewayProblem;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a purchase ledger: {@code purchase,seller,amount,currency,date}, the amount in minor
 * units. No field of these has a comma or a quote in it.
 *
 * @param purchase the event of the release, or the inquiry
 */
record ImportedPurchase(
    String purchase, String seller, long amount, String currency, LocalDate boughtOn) {
  /** The first line of a ledger. */
  static final String HEAD = "purchase,seller,amount,currency,date";

  private static final int FIELDS = 5;
  private static final Pattern PURCHASE = Pattern.compile("(inq_)?[0-9a-f-]{36}");
  private static final Pattern SELLER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /**
   * Reads a ledger.
   *
   * @throws GatewayProblem naming the line and the column that is not of the form asked for
   */
  static List<ImportedPurchase> parse(String csv) {
    List<ImportedPurchase> purchases = new ArrayList<>();
    String[] lines = csv.replace("\r", "").split("\n", -1);
    if (!lines[0].equals(HEAD)) {
      throw malformed(1, HEAD);
    }
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        purchases.add(line(i + 1, lines[i].split(",", -1)));
      }
    }
    return purchases;
  }

  private static ImportedPurchase line(int number, String[] fields) {
    if (fields.length != FIELDS) {
      throw malformed(number, "five fields");
    }
    require(PURCHASE, fields[0], number, "purchase: an event or an inquiry");
    require(SELLER, fields[1], number, "seller: a party");
    require(AMOUNT, fields[2], number, "amount: minor units");
    require(CURRENCY, fields[3], number, "currency: three letters");
    try {
      return new ImportedPurchase(
          fields[0], fields[1], Long.parseLong(fields[2]), fields[3], LocalDate.parse(fields[4]));
    } catch (DateTimeException e) {
      throw malformed(number, "date: YYYY-MM-DD");
    }
  }

  private static void require(Pattern form, String text, int number, String rule) {
    if (!form.matcher(text).matches()) {
      throw malformed(number, rule);
    }
  }

  private static GatewayProblem malformed(int number, String rule) {
    return GatewayProblemCode.IMPORTED_LEDGER_MALFORMED.problem("line " + number, rule);
  }
}
