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
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartiQlStatementTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FROM orders                                          | orders
            select id from orders where id = ?                            | orders
            SELECT * FROM "my.orders-1"                                   | my.orders-1
            SELECT * FROM my-orders_1 WHERE id=1                          | my-orders_1
            SELECT * FROM "orders"."by-date" WHERE day = 'x'              | orders
            SELECT * FROM orders.byDate                                   | orders
            SELECT * FROM"orders"WHERE id=1                               | orders
            SELECT "FROM" FROM orders                                     | orders
            SELECT "a"" FROM b" FROM orders                               | orders
            SELECT ' FROM wrong' FROM orders                              | orders
            SELECT 'it''s FROM wrong' FROM orders                         | orders
            SELECT * /* FROM wrong */ FROM orders                         | orders
            SELECT * FROM orders--FROM wrong                              | orders
            /* UPDATE wrong */ SELECT * FROM orders                       | orders
            INSERT INTO "orders" VALUE {'id': 'FROM wrong'}               | orders
            INSERT INTO orders VALUE {'id': ?}                            | orders
            UPDATE "orders" SET total = 1 WHERE id = 'x'                  | orders
            UPDATE orders REMOVE total WHERE id = 'x'                     | orders
            DELETE FROM "orders" WHERE id = 'x' RETURNING ALL OLD *       | orders
            EXISTS(SELECT * FROM "orders" WHERE id = 'x')                 | orders
            (SELECT * FROM orders)                                        | orders
            SELECT * FROM "arn:aws:dynamodb:eu-west-1:1:table/orders"     | arn:aws:dynamodb:eu-west-1:1:table/orders
            """)
    void tableWhenStatementNamesOneShouldReturnIt(String statement, String table) {
        assertThat(PartiQlStatement.table(statement)).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "nonsense",
                "SELECT *",
                "SELECT * FROM",
                "SELECT * FROM ?",
                "SELECT * FROM \"\"",
                "UPDATE",
                "INSERT INTO 'x'",
                "'SELECT * FROM orders",
                "/* SELECT * FROM orders",
                "FROM orders"
            })
    void tableWhenNoneCanBeSeenShouldReturnNull(String statement) {
        assertThat(PartiQlStatement.table(statement)).isNull();
    }

    @Test
    void tableWhenStatementHasLinesShouldSkipLineComments() {
        assertThat(PartiQlStatement.table("-- UPDATE wrong\nSELECT *\n-- FROM wrong\nFROM\n\torders"))
                .isEqualTo("orders");
    }
}
