package dev.signalbox.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The classes and members that rules may name, as {@code allowed.txt} beside this class lists them. */
final class AllowList {

    private static final String FILE = "allowed.txt";

    /** What a member costs. */
    enum Cost {
        FORBIDDEN,
        NOTHING,
        /** Charged by the size of its operands. */
        LINEAR,
        /** It holds memory of the size of its operands, too. */
        HOLDING,
        /** Charged by the square of the size of its operands. */
        SQUARE
    }

    /** @param all whether every public member is allowed that is not named */
    private record Line(boolean all, Map<String, Cost> named) {}

    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Cost> known = new ConcurrentHashMap<>();

    static AllowList read() {
        AllowList list = new AllowList();
        InputStream file = Objects.requireNonNull(AllowList.class.getResourceAsStream(FILE), FILE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(list::add);
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
        return list;
    }

    private void add(String text) {
        String[] words = text.strip().split("\\s+");
        Map<String, Cost> named = new HashMap<>();
        for (String word : List.of(words).subList(1, words.length)) {
            switch (word.charAt(0)) {
                case '*' -> {}
                case '-' -> named.put(word.substring(1), Cost.FORBIDDEN);
                case '~' -> named.put(word.substring(1), Cost.LINEAR);
                case '+' -> named.put(word.substring(1), Cost.HOLDING);
                case '^' -> named.put(word.substring(1), Cost.SQUARE);
                default -> named.put(word, Cost.NOTHING);
            }
        }
        lines.put(words[0], new Line(List.of(words).contains("*"), named));
    }

    /** Whether a class may be named at all, as a type. */
    boolean names(String type) {
        return line(type) != null;
    }

    /** What a member of a class costs; the class nearest to it that names it decides. */
    Cost cost(String type, String member) {
        return known.computeIfAbsent(type + ' ' + member, key -> decided(type, member));
    }

    private Cost decided(String type, String member) {
        Line own = line(type);
        if (own == null) {
            return Cost.FORBIDDEN;
        }
        for (String each : family(type)) {
            Line line = line(each);
            Cost cost = line == null ? null : line.named().get(member);
            if (cost != null) {
                return cost;
            }
        }
        return own.all() ? Cost.NOTHING : Cost.FORBIDDEN;
    }

    private @Nullable Line line(String type) {
        Line exact = lines.get(type);
        int dot = type.lastIndexOf('.');
        return exact != null || dot < 0 ? exact : lines.get(type.substring(0, dot) + ".*");
    }

    /** The class and all that it is, the nearest first. */
    private static Set<String> family(String type) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(loaded(type));
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (names.add(next.getName())) {
                parents(next).forEach(open::add);
            }
        }
        names.add(Object.class.getName());
        return names;
    }

    private static List<Class<?>> parents(Class<?> type) {
        List<Class<?>> parents = new ArrayList<>();
        if (type.getSuperclass() != null) {
            parents.add(type.getSuperclass());
        }
        parents.addAll(List.of(type.getInterfaces()));
        return parents;
    }

    /** A class of the list; nothing of it runs. */
    static Class<?> loaded(String type) {
        try {
            return Class.forName(type, false, AllowList.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(type + " is allowed and does not exist", e);
        }
    }
}
