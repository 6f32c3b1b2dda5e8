/** The ids that surely fit into an integer column of PostgreSQL: `.where('id', ROW_ID)`. */
export const ROW_ID = /^[1-9]\d{0,8}$/
