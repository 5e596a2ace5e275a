package dev.signalbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses: those that agree with one of them in the first bits. A single address is a range as well. */
record Cidr(InetAddress first, int bits) {

    private static final Pattern FOUR = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** @throws IllegalArgumentException when the text is no address, or no address with a prefix length */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        InetAddress first = literal(slash < 0 ? text : text.substring(0, slash));
        if (first == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no IP address or CIDR range");
        }
        int most = first.getAddress().length * 8;
        return new Cidr(first, slash < 0 ? most : bits(text, text.substring(slash + 1), most));
    }

    private static int bits(String text, String length, int most) {
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > most) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" needs a prefix length of 0 to " + most + ", not \"" + length + "\"");
        }
        return Integer.parseInt(length);
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int differ = 0;
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
            differ |= (mine[bit / 8] ^ other[bit / 8]) & mask;
        }
        return differ == 0;
    }

    /** The address that a text spells in the usual way; null for a name and for every odd spelling. Asks nobody. */
    static @Nullable InetAddress literal(String text) {
        boolean four = FOUR.matcher(text).matches();
        boolean six = SIX.matcher(text).matches();
        if (!four && !six) {
            return null;
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            return six && address.getAddress().length == 4 ? null : address;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
