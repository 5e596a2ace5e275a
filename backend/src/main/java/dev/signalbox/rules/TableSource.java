package dev.signalbox.rules;

/** Where rule code gets its tables from: the class loader of its pack. */
public interface TableSource {

    /** The table of this name; an empty one when there is none. */
    Table table(String name);
}
