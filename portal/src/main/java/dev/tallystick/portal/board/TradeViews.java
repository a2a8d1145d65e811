package dev.tallystick.portal.board;

import dev.tallystick.portal.document.BureauMonth;
import dev.tallystick.portal.document.BureauMonths;
import dev.tallystick.portal.document.ToldChannel;
import dev.tallystick.portal.document.ToldChannels;
import dev.tallystick.portal.document.ToldCost;
import dev.tallystick.portal.document.ToldCosts;
import dev.tallystick.portal.document.ToldJointLoans;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes the figures of the market readable. */
public final class TradeViews {
  private static final int THOUSANDTHS = 3;
  private static final int TENTHS = 1;

  private final ReaderText text;
  private final Map<String, String> names;
  private final TradeMessages say;

  /**
   * Figures in a reader's words.
   *
   * @param names what parties are called, by id
   */
  TradeViews(ReaderText text, Map<String, String> names) {
    this.text = text;
    this.names = Map.copyOf(names);
    this.say = Bundles.get(TradeMessages.class, text.locale());
  }

  /** What a page of the market tells. */
  public interface Figures {
    /** What is to be seen in it, in a sentence of the newest month; empty if there is none. */
    String last();

    /** Whether there is nothing to tell yet. */
    boolean isEmpty();
  }

  /**
   * A table and what is to be seen in it.
   *
   * @param last a sentence of the newest month with a figure; empty if there is none
   */
  public record Table<R>(String last, List<R> rows) implements Figures {
    /** Copies the list. */
    public Table {
      rows = List.copyOf(rows);
    }

    @Override
    public boolean isEmpty() {
      return rows.isEmpty();
    }
  }

  /**
   * What approved loans cost.
   *
   * @param whole whether it is over all products
   */
  public record Cost(
      String month,
      boolean whole,
      String bureau,
      String product,
      String approvals,
      String perApproval) {}

  /** The ways to lenders in a month. */
  public record Channel(
      String month,
      String throughBureaus,
      String direct,
      String directRefused,
      String share,
      String fees) {}

  /** A bureau in a month. */
  public record Bureau(
      String month,
      String name,
      String reports,
      String half,
      String nearlyAll,
      String failed,
      String quietDays) {}

  /**
   * Joint loans.
   *
   * @param last a sentence of the newest month with a share; empty if there is none
   */
  public record Joint(String last, List<JointMonth> months, List<Pair> pairs) implements Figures {
    /** Copies the lists. */
    public Joint {
      months = List.copyOf(months);
      pairs = List.copyOf(pairs);
    }

    @Override
    public boolean isEmpty() {
      return months.isEmpty();
    }
  }

  /** The joint loans of a month. */
  public record JointMonth(String month, String loans, String joint, String share, String growth) {}

  /** Who opened joint loans together in a month. */
  public record Pair(String month, String partner, String lender, String loans) {}

  Table<Cost> costs(ToldCosts.Partial answer) {
    return new Table<>(
        answer.costs().stream()
            .filter(cost -> cost.product().isEmpty() && cost.perApproval().isPresent())
            .findFirst()
            .map(cost -> say.costsLast(cost.month().orElse("?"), money(cost)))
            .orElse(""),
        answer.costs().stream().map(this::cost).toList());
  }

  private Cost cost(ToldCost.Partial cost) {
    return new Cost(
        cost.month().orElse("?"),
        cost.product().isEmpty(),
        cost.bureau().map(this::name).orElse(""),
        cost.product().orElse(""),
        cost.approvals().isPresent() ? tens(cost.approvals()) : say.tooFew(),
        cost.perApproval().isPresent() ? money(cost) : say.tooFew());
  }

  private String money(ToldCost.Partial cost) {
    return text.money(cost.perApproval().orElse(0), cost.currency().orElse("?"));
  }

  Table<Channel> channels(ToldChannels.Partial answer) {
    return new Table<>(
        answer.months().stream()
            .filter(month -> month.bureausPerMille().isPresent())
            .findFirst()
            .map(
                month ->
                    say.channelsLast(month.month().orElse("?"), perMille(month.bureausPerMille())))
            .orElse(""),
        answer.months().stream().map(this::channel).toList());
  }

  private Channel channel(ToldChannel.Partial month) {
    return new Channel(
        month.month().orElse("?"),
        tens(month.throughBureaus()),
        tens(month.direct()),
        tens(month.directRefused()),
        perMille(month.bureausPerMille()),
        month.fees().isEmpty()
            ? say.tooFew()
            : Words.of(text.locale())
                .list(
                    month.fees().stream()
                        .map(fee -> text.money(fee.amount().orElse(0), fee.currency().orElse("?")))
                        .toList()));
  }

  Table<Bureau> bureaus(BureauMonths.Partial answer) {
    return new Table<>("", answer.bureaus().stream().map(this::bureau).toList());
  }

  private Bureau bureau(BureauMonth.Partial row) {
    return new Bureau(
        row.month().orElse("?"),
        row.bureau().map(this::name).orElse("?"),
        tens(row.sold()),
        seconds(row.medianMillis()),
        seconds(row.p95Millis()),
        perMille(row.failedPerMille()),
        text.number(row.quietDays().orElse(0)));
  }

  Joint joint(ToldJointLoans.Partial answer) {
    return new Joint(
        answer.months().stream()
            .filter(month -> month.jointPerMille().isPresent())
            .findFirst()
            .map(month -> say.jointLast(month.month().orElse("?"), perMille(month.jointPerMille())))
            .orElse(""),
        answer.months().stream()
            .map(
                month ->
                    new JointMonth(
                        month.month().orElse("?"),
                        tens(month.opened()),
                        tens(month.joint()),
                        perMille(month.jointPerMille()),
                        perMille(month.growthPerMille())))
            .toList(),
        answer.pairs().stream()
            .map(
                pair ->
                    new Pair(
                        pair.month().orElse("?"),
                        pair.partner().map(this::name).orElse("?"),
                        pair.lender().map(this::name).orElse("?"),
                        tens(pair.loans())))
            .toList());
  }

  private String name(String party) {
    return names.getOrDefault(party, party);
  }

  private String tens(OptionalLong cases) {
    return cases.isPresent() ? say.atLeast(text.number(cases.getAsLong())) : say.few();
  }

  private String perMille(OptionalLong share) {
    return share.isPresent() ? say.percent(decimal(share.getAsLong(), TENTHS)) : say.tooFew();
  }

  private String seconds(OptionalLong millis) {
    return millis.isPresent()
        ? say.seconds(decimal(millis.getAsLong(), THOUSANDTHS))
        : say.tooFew();
  }

  /** A number in units of a tenth or thousandth, without zeros at the end. */
  private static String decimal(long value, int digits) {
    BigDecimal number = BigDecimal.valueOf(value, digits).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
  }
}
