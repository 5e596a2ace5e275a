package dev.signalbox.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.drools.model.DSL;
import org.drools.model.DroolsEntryPoint;
import org.drools.model.functions.Operator;
import org.drools.model.operators.MatchesOperator;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.jspecify.annotations.Nullable;

/** Members of the JDK and of the engine whose cost is not in their operands, with that cost. Called by instrumented code. */
public final class Metered {

    private static final int INSERTED = 1_000;
    private static final int DIGITS_OF_INT = 9;
    private static final Pattern WIDTH = Pattern.compile("\\d+");

    private Metered() {}

    @Instead(of = String.class)
    public static String repeat(String text, int times) {
        Meter.product(text.length(), times);
        return text.repeat(times);
    }

    @Instead(of = String.class)
    public static String replace(String text, CharSequence from, CharSequence to) {
        Meter.product(text.length() + 1L, to.length() + 1L);
        return text.replace(from, to);
    }

    @Instead(of = String.class)
    public static boolean matches(String text, String regex) {
        return Pattern.compile(regex).matcher(new Slow(text)).matches();
    }

    @Instead(of = String.class)
    public static String replaceAll(String text, String regex, String to) {
        Meter.product(text.length() + 1L, to.length() + 1L);
        return Pattern.compile(regex).matcher(new Slow(text)).replaceAll(to);
    }

    @Instead(of = String.class)
    public static String replaceFirst(String text, String regex, String to) {
        Meter.product(text.length() + 1L, to.length() + 1L);
        return Pattern.compile(regex).matcher(new Slow(text)).replaceFirst(to);
    }

    @Instead(of = String.class)
    public static String[] split(String text, String regex) {
        return split(text, regex, 0);
    }

    @Instead(of = String.class)
    public static String[] split(String text, String regex, int limit) {
        Meter.held(text);
        return Pattern.compile(regex).split(new Slow(text), limit);
    }

    @Instead(of = String.class, isStatic = true)
    public static String format(String format, @Nullable Object... values) {
        return format(Locale.ROOT, format, values);
    }

    @Instead(of = String.class, isStatic = true)
    public static String format(@Nullable Locale locale, String format, @Nullable Object... values) {
        Meter.held(format);
        Matcher widths = WIDTH.matcher(format);
        while (widths.find()) {
            Meter.array(widths.group().length() > DIGITS_OF_INT ? Integer.MAX_VALUE : Integer.parseInt(widths.group()));
        }
        for (Object value : values) {
            Meter.held(value);
        }
        return String.format(locale, format, values);
    }

    @Instead(of = String.class)
    public static String formatted(String format, @Nullable Object... values) {
        return format(format, values);
    }

    @Instead(of = Pattern.class)
    public static Matcher matcher(Pattern pattern, CharSequence text) {
        return pattern.matcher(new Slow(text));
    }

    @Instead(of = Pattern.class, isStatic = true)
    public static boolean matches(String regex, CharSequence text) {
        return Pattern.compile(regex).matcher(new Slow(text)).matches();
    }

    @Instead(of = Pattern.class)
    public static String[] split(Pattern pattern, CharSequence text) {
        return split(pattern, text, 0);
    }

    @Instead(of = Pattern.class)
    public static String[] split(Pattern pattern, CharSequence text, int limit) {
        Meter.held(text);
        return pattern.split(new Slow(text), limit);
    }

    @Instead(of = Collections.class, isStatic = true)
    public static <T> List<T> nCopies(int times, T value) {
        Meter.array(times);
        return Collections.nCopies(times, value);
    }

    @Instead(of = BigInteger.class)
    public static BigInteger pow(BigInteger number, int exponent) {
        Meter.product(number.bitLength(), exponent);
        return number.pow(exponent);
    }

    @Instead(of = BigDecimal.class)
    public static BigDecimal pow(BigDecimal number, int exponent) {
        Meter.product(number.unscaledValue().bitLength(), exponent);
        return number.pow(exponent);
    }

    @Instead(of = BigDecimal.class)
    public static BigDecimal pow(BigDecimal number, int exponent, MathContext context) {
        Meter.product(number.unscaledValue().bitLength(), Math.abs((long) exponent));
        return number.pow(exponent, context);
    }

    @Instead(of = IntStream.class, isStatic = true)
    public static IntStream range(int from, int to) {
        Meter.steps(Math.max(0, (long) to - from));
        return IntStream.range(from, to);
    }

    @Instead(of = IntStream.class, isStatic = true)
    public static IntStream rangeClosed(int from, int to) {
        Meter.steps(Math.max(0, (long) to - from + 1));
        return IntStream.rangeClosed(from, to);
    }

    @Instead(of = LongStream.class, isStatic = true)
    public static LongStream range(long from, long to) {
        Meter.steps(distance(from, to));
        return LongStream.range(from, to);
    }

    @Instead(of = LongStream.class, isStatic = true)
    public static LongStream rangeClosed(long from, long to) {
        Meter.steps(distance(from, to));
        return LongStream.rangeClosed(from, to);
    }

    private static long distance(long from, long to) {
        double wide = (double) to - from;
        return wide <= 0 ? 0 : wide > Integer.MAX_VALUE ? Integer.MAX_VALUE : (long) wide + 1;
    }

    /** The engine matches expressions by {@link String#matches}, outside of what is instrumented. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    @Instead(of = DSL.class, isStatic = true)
    public static boolean eval(Operator operator, @Nullable Object left, @Nullable Object... right) {
        if (operator instanceof MatchesOperator && left instanceof String text && right[0] instanceof String regex) {
            return matches(text, regex);
        }
        Meter.operand(left);
        Meter.operand(right[0]);
        return DSL.eval(operator, left, right);
    }

    @Instead(of = DSL.class, isStatic = true)
    @SuppressWarnings("DoNotCallSuggester")
    public static boolean eval(String operator, @Nullable Object left, @Nullable Object... right) {
        throw new UnsupportedOperationException("the operator " + operator + " is not available");
    }

    /** What is no number is not at least as large as another; the engine asks whether it is less. */
    @Instead(of = EvaluationUtil.class, isStatic = true)
    public static boolean greaterOrEqualNumbers(@Nullable Number left, @Nullable Number right) {
        return left != null && right != null && left.doubleValue() >= right.doubleValue();
    }

    /** What a rule inserts stays: a fact counts as much as a thousand steps. */
    @Instead(of = DroolsEntryPoint.class)
    public static void insert(DroolsEntryPoint engine, Object fact) {
        Meter.steps(INSERTED);
        engine.insert(fact);
    }
}
