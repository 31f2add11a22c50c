/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.encryption.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Random expressions. A second, much simpler reading judges those that pass: it takes away the forms that are allowed, and
 * then no encrypted attribute may be left.
 */
@Tag("F18")
class ExpressionFuzzTests {

    private static final int EXPRESSIONS = 100_000;

    private static final List<String> WORDS = List.of(
            "email",
            "#e",
            "#ak",
            "plain",
            "EMAIL",
            "#plain",
            "email",
            "#e",
            ":inline",
            ":s",
            ":ofItem",
            "SET",
            "set",
            "REMOVE",
            "ADD",
            "DELETE",
            ",",
            ",",
            "=",
            "=",
            "=",
            "(",
            ")",
            "(",
            ")",
            ".",
            "[0]",
            "AND",
            "OR",
            "NOT",
            "BETWEEN",
            "IN",
            "+",
            "-",
            "<",
            ">=",
            "<>",
            "if_not_exists(",
            "list_append(",
            "attribute_exists(",
            "attribute_not_exists(",
            "size(",
            "contains(",
            "begins_with(",
            "attribute_exists(email)",
            "SET #e = :inline",
            "SET email = if_not_exists(email, :inline)",
            "plain = :s",
            "email2",
            "#",
            ":",
            "'",
            "\"",
            "\n",
            "5",
            "email.x");

    private static final String NAME = "(email|#e)";

    private static final Pattern ALLOWED_CONDITIONS = Pattern.compile("attribute_(not_)?exists \\( (email|#e|#ak) \\)");

    private static final Pattern ALLOWED_ASSIGNMENTS = Pattern.compile("(?<=(^|[ ,])([sS][eE][tT]|,) )"
            + "(email = (:inline|if_not_exists \\( " + NAME + " , :inline \\))|#e = (:inline|if_not_exists \\( " + NAME
            + " , :inline \\)))(?= (,|SET|set|REMOVE|ADD|DELETE)|$)");

    private static final Pattern REMOVE_CLAUSES = Pattern.compile("REMOVE ((?!SET|set|ADD|DELETE)\\S+ ?)+");

    private final GuardFixture fixture = new GuardFixture("customers-prod");

    private final DynamoDbClient client = fixture.answering(Answers::empty);

    private final Random random = new Random(20_261_122);

    @Test
    void conditionWhenRandomShouldNeverPassWithAnEncryptedAttributeInAnotherForm() {
        int passed = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = soup();
            if (passes(() -> Sender.send(client, ConditionPlace.SCAN.request(fixture.table, expression)))) {
                passed++;
                assertThat(leftOver(
                                ALLOWED_CONDITIONS.matcher(spaced(expression)).replaceAll("")))
                        .as(expression)
                        .isFalse();
            }
        }
        assertThat(passed).isGreaterThan(300);
    }

    @Test
    void updateWhenRandomShouldNeverPassWithAnEncryptedAttributeInAnotherForm() {
        int passed = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = soup();
            if (passes(() -> update(expression))) {
                passed++;
                String rest = spaced(expression);
                for (int round = 0; round < 5; round++) {
                    rest = ALLOWED_ASSIGNMENTS.matcher(rest).replaceAll("x = y");
                }
                rest = REMOVE_CLAUSES
                        .matcher(rest)
                        .replaceAll(clause -> clause.group()
                                .replaceAll(NAME + "(?! [.\\[])", "x")
                                .replace("$", ""));
                assertThat(leftOver(rest)).as(expression + "\n" + rest).isFalse();
            }
        }
        assertThat(passed).isGreaterThan(300);
    }

    @Test
    void expressionWhenOfRandomCharactersShouldThrowNothingElse() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = random.ints(random.nextInt(20), 0, 256)
                    .mapToObj(character -> String.valueOf((char) character))
                    .collect(Collectors.joining());
            passes(() -> update(expression));
            passes(() -> client.getItem(request ->
                    request.tableName(fixture.table).key(GuardFixture.key()).projectionExpression(expression)));
            passes(() -> Sender.send(client, ConditionPlace.QUERY.request(fixture.table, expression)));
        }
    }

    @Test
    void expressionWhenDeepOrLongShouldThrowNothingElse() {
        for (String part : List.of("(", "NOT ", "size(", "NOT (", "plain.", "plain[0]", "plain IN (")) {
            passes(() -> Sender.send(client, ConditionPlace.SCAN.request(fixture.table, part.repeat(100_000))));
        }
        for (String part : List.of("(", "if_not_exists(plain, ", "list_append(", ":s + ")) {
            passes(() -> update("SET plain = " + part.repeat(100_000)));
        }
        assertThat(passes(() -> Sender.send(
                        client,
                        ConditionPlace.SCAN.request(fixture.table, "(".repeat(200) + "plain = :s" + ")".repeat(200)))))
                .isTrue();
    }

    private void update(String expression) {
        Map<String, AttributeValue> values = GuardFixture.values(expression);
        client.updateItem(request -> request.tableName(fixture.table)
                .key(GuardFixture.key())
                .updateExpression(expression)
                .expressionAttributeNames(GuardFixture.names(expression))
                .expressionAttributeValues(values));
    }

    private String soup() {
        return IntStream.range(0, 1 + random.nextInt(9))
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    /** Returns an expression with one blank between any two of its parts. */
    private static String spaced(String expression) {
        return expression
                .replaceAll("([(),.=+]|\\[0]|<>|>=|-)", " $1 ")
                .replaceAll("> +=", ">=")
                .replaceAll("\\s+", " ")
                .trim();
    }

    /** Returns whether an encrypted attribute is named, other than as the name of something inside a document. */
    private static boolean leftOver(String spaced) {
        return Pattern.compile("(?<!\\. )(?<![A-Za-z0-9_#:])(email|#e|#ak)(?![A-Za-z0-9_])")
                .matcher(spaced)
                .find();
    }

    private static boolean passes(Runnable call) {
        try {
            call.run();
            return true;
        } catch (PlaintextRefusedException ex) {
            return false;
        }
    }
}
