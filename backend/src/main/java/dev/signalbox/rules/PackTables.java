package dev.signalbox.rules;

/*
 * The class loader of a pack defines this class anew instead of taking that of the hub: so the tables that rule code sees
 * are those of its own version, they are shared by all sessions and threads of it, and they go when it goes.
 */
/** The way of rule code to the tables of its pack; {@code table("name")} in DRL means {@link #table} here. */
public final class PackTables {

    private static final TableSource SOURCE = source(PackTables.class.getClassLoader());

    private PackTables() {}

    public static Table table(String name) {
        return SOURCE.table(name);
    }

    private static TableSource source(ClassLoader loader) {
        if (loader instanceof TableSource source) {
            return source;
        }
        throw new IllegalStateException("tables belong to a pack, and this is no code of one: " + loader);
    }
}
