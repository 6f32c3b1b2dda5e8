%% Runs inside the RabbitMQ of the tests: evaluates each line of its standard input and prints the result.
%% Each result starts with a newline, because RabbitMQ also prints the title of the terminal.
%% rabbitmqctl could do the same, but needs a second Erlang VM and two seconds for each command.
Evaluate = fun(Line) ->
    try
        {ok, Tokens, _} = erl_scan:string(Line),
        {ok, Expressions} = erl_parse:parse_exprs(Tokens),
        {value, Value, _} = erl_eval:exprs(Expressions, []),
        io_lib:format("~nanswer ~0tp~n", [Value])
    catch
        _:Reason -> io_lib:format("~nrefusal ~0tp~n", [Reason])
    end
end,
Listen = fun Listen() ->
    case io:get_line(user, "") of
        Line when is_list(Line) -> io:put_chars(user, Evaluate(Line)), Listen();
        _ -> erlang:halt(1)
    end
end,
spawn(Listen).
