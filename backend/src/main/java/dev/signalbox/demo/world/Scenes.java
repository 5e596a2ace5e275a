package dev.signalbox.demo.world;

import java.util.List;
import java.util.random.RandomGenerator;

/** What happens next in the world, by chance. */
final class Scenes {

    private final Shop shop;
    private final Payments payments;
    private final Lab lab;
    private final Git git;
    private final RandomGenerator random;
    private final String run;
    private long last;

    /** @param run makes the ids of this run different from those of the runs before */
    Scenes(Shop shop, Payments payments, Lab lab, Git git, RandomGenerator random, String run) {
        this.shop = shop;
        this.payments = payments;
        this.lab = lab;
        this.git = git;
        this.random = random;
        this.run = run;
    }

    Scene next() {
        String number = number();
        int draw = random.nextInt(100);
        if (draw < 38) {
            return shop.visit(number);
        }
        if (draw < 70) {
            return payments.ordinary(number);
        }
        if (draw < 72) {
            return payments.threeFailures(number);
        }
        if (draw < 74) {
            return payments.farAway(number);
        }
        return draw < 94 ? lab.result(number) : git.push(number);
    }

    Scene acknowledgment(String result) {
        return lab.acknowledgment(result);
    }

    /** A delivery that the hub must refuse. */
    Fact bad() {
        String number = number();
        List<Fact> kinds = List.of(shop.forged(number), shop.torn(number), payments.stranger(number));
        return kinds.get(random.nextInt(kinds.size()));
    }

    private String number() {
        return run + '-' + ++last;
    }
}
